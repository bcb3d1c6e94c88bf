package dev.cutover.source;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.SourcePage;
import dev.cutover.pipeline.stage.SourceProblem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Pull requests, repository by repository, the latest change first, so that the first one older
/// than the window ends its repository. One that changes while pages are read moves to the front
/// and is read by the next run. The cursor is a repository's name, a bar, and GitHub's cursor
/// inside it.
final class GitHubPrs implements GuardedReader.Pages {
  private static final int LARGEST_PAGE = 50;
  private static final int SMALLEST_PAGE = 5;
  private static final Set<String> TOO_MUCH = Set.of("source.server", "source.timeout");

  private final GitHubApi api;
  private final GitHubNames names;
  private final @Nullable Instant since;
  private final RecordReader reader;
  private final PrAssembly assembly;
  private @Nullable List<String> repositories;
  private int size = LARGEST_PAGE;
  private boolean begun;

  GitHubPrs(GitHubApi api, GitHubNames names, @Nullable Instant since, RecordReader reader) {
    this.api = api;
    this.names = names;
    this.since = since;
    this.reader = reader;
    this.assembly = new PrAssembly(api);
  }

  @Override
  public SourcePage at(@Nullable String cursor) throws InterruptedException {
    List<String> all = repositories();
    int bar = cursor == null ? -1 : cursor.indexOf('|');
    String wanted = cursor == null || bar < 0 ? "" : cursor.substring(0, bar);
    int index = indexOf(all, wanted);
    if (index >= all.size()) {
      return new PageBuilder(reader).fact("repositories", all.size()).page(null);
    }
    boolean same = all.get(index).equals(wanted);
    String after = cursor != null && same ? cursor.substring(bar + 1) : "";
    String following = index + 1 < all.size() ? all.get(index + 1) + "|" : null;
    return read(all.get(index), after, following);
  }

  /// Where to go on: at the repository itself, or, if it is gone by now, at the one that would
  /// follow it.
  private int indexOf(List<String> all, String wanted) {
    int index = all.indexOf(wanted);
    if (index >= 0 || names.areNamed()) {
      return Math.max(index, 0);
    }
    index = 0;
    while (index < all.size() && all.get(index).compareTo(wanted) < 0) {
      index++;
    }
    return index;
  }

  private SourcePage read(String repository, String after, @Nullable String following)
      throws InterruptedException {
    JsonSlice connection;
    try {
      connection = ask(repository, after);
    } catch (SourceProblem problem) {
      if (problem.problem().code().equals("source.cursor") && !begun && !after.isEmpty()) {
        return read(repository, "", following);
      }
      if (problem.problem().code().equals("source.not_found") && !names.areNamed()) {
        PageBuilder page = new PageBuilder(reader).fact("repository", repository);
        page.reject(
            repository.getBytes(StandardCharsets.UTF_8), repository, problem.problem().what());
        return page.page(following);
      }
      throw problem;
    }
    begun = true;
    PageBuilder page =
        new PageBuilder(reader).fact("repository", repository).fact("page_size", size);
    boolean old = false;
    int index = 0;
    JsonSlice nodes = connection.member("nodes");
    for (JsonSlice node : nodes == null ? List.<JsonSlice>of() : nodes.elements()) {
      old = isOld(node);
      if (old) {
        break;
      }
      page.add(
          EntityType.GITHUB_PRS,
          assembly.complete(node),
          repository + " pullRequests[" + index++ + "]");
    }
    JsonSlice more = connection.at("pageInfo", "hasNextPage");
    JsonSlice end = connection.at("pageInfo", "endCursor");
    boolean goOn = !old && more != null && more.isTrue();
    return page.page(goOn && end != null ? repository + "|" + end.text() : following);
  }

  private boolean isOld(JsonSlice node) {
    JsonSlice updated = node.member("updatedAt");
    Instant at = updated == null ? null : SourceTimes.instant(updated.text());
    return since != null && at != null && at.isBefore(since);
  }

  /// A page of pull requests; one that is too much for GitHub is asked for again at half the size.
  private JsonSlice ask(String repository, String after) throws InterruptedException {
    int slash = repository.indexOf('/');
    while (true) {
      String variables =
          "{\"owner\":%s,\"name\":%s,\"first\":%d,\"after\":%s}"
              .formatted(
                  JsonText.quote(repository.substring(0, slash)),
                  JsonText.quote(repository.substring(slash + 1)),
                  size,
                  after.isEmpty() ? "null" : JsonText.quote(after));
      try {
        return connection(repository, api.ask(PrQuery.ofRepository(), variables));
      } catch (SourceProblem problem) {
        if (!TOO_MUCH.contains(problem.problem().code()) || size <= SMALLEST_PAGE) {
          throw problem;
        }
        size = Math.max(SMALLEST_PAGE, size / 2);
      }
    }
  }

  private JsonSlice connection(String repository, JsonSlice data) {
    JsonSlice connection = data.at("repository", "pullRequests");
    JsonSlice nodes = connection == null ? null : connection.member("nodes");
    if (connection == null || nodes == null || !nodes.isArray()) {
      throw Trouble.passing(
          "source.server",
          "%s: GitHub answered without the pull requests of %s."
              .formatted(Trouble.name(api.integration()), repository),
          null);
    }
    return connection;
  }

  private List<String> repositories() throws InterruptedException {
    List<String> known = repositories;
    if (known == null) {
      known = names.all();
      repositories = known;
    }
    return known;
  }
}
