package dev.cutover.source;

import static dev.cutover.source.Fixtures.QUICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.pipeline.stage.SourceProblem;
import dev.cutover.pipeline.stage.SourceSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// Sources that read from stubs, in a time of the test's own.
abstract class SourceCase {
  final ManualTime time = new ManualTime();
  final Sources sources = Fixtures.sources(time, QUICK);
  final List<StubServer> servers = new ArrayList<>();

  @AfterEach
  void stop() throws IOException {
    for (StubServer server : servers) {
      server.close();
    }
    sources.close();
  }

  static SourceProblem problem(SourceSystem.Reader reader) {
    SourceProblem problem = catchThrowableOfType(SourceProblem.class, reader::next);
    assertThat(problem).isNotNull();
    return problem;
  }
}
