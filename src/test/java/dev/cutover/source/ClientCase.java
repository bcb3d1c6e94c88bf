package dev.cutover.source;

import static dev.cutover.source.Fixtures.QUICK;
import static dev.cutover.source.Fixtures.all;
import static dev.cutover.source.Fixtures.gitHub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.SourceProblem;
import dev.cutover.pipeline.stage.SourceSystem;
import java.util.Map;

/// A reader of one repository against a stub: one call, whatever it is answered.
abstract class ClientCase {
  static final String GOOD = "{\"id\":1,\"name\":\"ants\"}";
  final ManualTime time = new ManualTime();

  Sources sources(HttpLimits limits) {
    return Fixtures.sources(time, limits);
  }

  SourceSystem.Reader open(String url) {
    return sources(QUICK)
        .open(gitHub(url, Map.of("repos", "a/b")), EntityType.GITHUB_REPOSITORIES, all(), null);
  }

  SourceProblem problem(StubServer server) {
    return problem(server, QUICK);
  }

  SourceProblem problem(StubServer server, HttpLimits limits) {
    return problem(
        sources(limits)
            .open(
                gitHub(server.url(), Map.of("repos", "a/b")),
                EntityType.GITHUB_REPOSITORIES,
                all(),
                null));
  }

  static SourceProblem problem(SourceSystem.Reader reader) {
    SourceProblem problem = catchThrowableOfType(SourceProblem.class, reader::next);
    assertThat(problem).isNotNull();
    return problem;
  }
}
