package dev.cutover.source;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.Assignment;
import dev.cutover.pipeline.stage.SourceSystem;
import org.jspecify.annotations.Nullable;

/// GitHub, the public one and GitHub Enterprise.
final class GitHubSource {
  private final GitHubApi api;
  private final PageMemory memory;

  GitHubSource(GitHubApi api, PageMemory memory) {
    this.api = api;
    this.memory = memory;
  }

  SourceSystem.Reader open(EntityType entity, Assignment.Extract order, @Nullable String cursor) {
    RecordReader reader =
        new RecordReader(JsonLimits.DEFAULT.withBytes(api.client().limits().bodyBytes()));
    GitHubNames names = new GitHubNames(api);
    GuardedReader.Pages pages =
        entity == EntityType.GITHUB_REPOSITORIES
            ? new GitHubRepositories(api, names, reader)
            : new GitHubPrs(api, names, order.since(), reader);
    String name = api.integration().integration() + " " + entity.word() + " " + order;
    return new GuardedReader(
        api.integration(), cursor, new RememberedPages(name, api.client(), memory, pages));
  }

  String test() throws InterruptedException {
    GitHubNames names = new GitHubNames(api);
    Answer user = api.get("/user", 403, 404);
    JsonSlice login = user.status() == 200 ? user.json().member("login") : null;
    String first = names.areNamed() ? names.named().getFirst() : null;
    int visible =
        first == null ? names.orgPage(java.util.Optional.empty()).repositories().size() : 1;
    if (first != null) {
      api.get("/repos/" + first);
    }
    return "GitHub at %s, as %s, %s"
        .formatted(
            Trouble.bare(api.client().home().base()),
            login == null ? "an app or a guest" : login.text(),
            first == null ? visible + " or more repositories to read" : "may read " + first);
  }
}
