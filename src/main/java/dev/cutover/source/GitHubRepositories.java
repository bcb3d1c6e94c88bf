package dev.cutover.source;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.SourcePage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Repositories over REST. The cursor is an offset into those that are named, or the address of the
/// next page of an organisation.
final class GitHubRepositories implements GuardedReader.Pages {
  private static final int PAGE = 50;
  private static final String OFFSET = "offset:";

  private final GitHubApi api;
  private final GitHubNames names;
  private final RecordReader reader;

  GitHubRepositories(GitHubApi api, GitHubNames names, RecordReader reader) {
    this.api = api;
    this.names = names;
    this.reader = reader;
  }

  @Override
  public SourcePage at(@Nullable String cursor) throws InterruptedException {
    return names.areNamed() ? named(cursor) : ofOrganisation(cursor);
  }

  private SourcePage named(@Nullable String cursor) throws InterruptedException {
    List<String> all = names.named();
    int from = Math.clamp(Cursors.offset(cursor, OFFSET), 0, all.size());
    int to = Math.min(from + PAGE, all.size());
    PageBuilder page = new PageBuilder(reader).fact("total", all.size());
    for (String name : all.subList(from, to)) {
      Answer answer = api.get("/repos/" + name);
      page.fact("url", Trouble.bare(answer.uri()));
      page.add(EntityType.GITHUB_REPOSITORIES, answer.json(), Trouble.bare(answer.uri()));
    }
    return page.page(to < all.size() ? OFFSET + to : null);
  }

  private SourcePage ofOrganisation(@Nullable String cursor) throws InterruptedException {
    boolean address = cursor != null && cursor.startsWith("http");
    GitHubNames.OrgPage found = names.orgPage(Optional.ofNullable(address ? cursor : null));
    String url = Trouble.bare(found.answer().uri());
    PageBuilder page = new PageBuilder(reader).fact("url", url);
    page.addAll(EntityType.GITHUB_REPOSITORIES, found.repositories(), url);
    return page.page(found.next().orElse(null));
  }
}
