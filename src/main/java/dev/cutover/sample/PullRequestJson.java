package dev.cutover.sample;

/// Pull requests as GitHub's GraphQL interface gives them, with all pages of their lists in one
/// document.
final class PullRequestJson implements RecordFile.Lines {
  private static final Template PULL = Template.named("pull-request");
  private static final long FIRST_ID = 1_700_000_000L;

  private final Plan plan;
  private final PullParts parts;

  PullRequestJson(Plan plan) {
    this.plan = plan;
    this.parts = new PullParts(plan);
  }

  @Override
  public int count() {
    return plan.size.pullRequests();
  }

  @Override
  public void write(int pull, JsonBytes out) {
    PullLife life = new PullLife(plan, pull);
    Repository repository = plan.repository(pull);
    Chance chance = plan.chance("pull text", pull);
    PULL.write(
        out,
        (hole, to) -> {
          switch (hole) {
            case "node" -> to.add("PR_kwDOMG").hex(FIRST_ID + pull, 10);
            case "id" -> to.add(FIRST_ID + pull);
            case "number" -> to.add(plan.pullNumber(pull));
            case "title" -> title(to, pull);
            case "body" -> parts.body(to, chance);
            case "state" -> to.add(life.state);
            case "url" -> to.add(url(repository, plan.pullNumber(pull)));
            case "created" -> TimeText.utc(to, life.created);
            case "updated" -> TimeText.utc(to, life.ended);
            case "closed" -> parts.time(to, life.isOpen() ? null : life.ended);
            case "merged" -> parts.time(to, life.isMerged() ? life.ended : null);
            case "author" -> parts.author(to, pull, life);
            case "mergedBy" -> parts.mergedBy(to, life);
            case "additions" -> to.add(chance.between(1, 900));
            case "deletions" -> to.add(chance.between(0, 400));
            case "files" -> to.add(chance.between(1, 30));
            case "branch" -> to.add(plan.branch(pull));
            case "head" -> parts.oid(to, pull, life.commits - 1);
            case "base" -> parts.oid(to, pull, -1);
            case "mergeCommit" -> parts.mergeCommit(to, pull, life);
            case "repository" -> repository(to, repository);
            case "commitCount" -> to.add(life.commits);
            case "commits" -> parts.commits(to, pull, life, chance);
            case "reviewCount" -> to.add(life.reviews);
            case "reviews" -> parts.reviews(to, pull, life, chance);
            case "commentCount" -> to.add(life.comments);
            case "comments" -> parts.comments(to, pull, life, chance);
            case "threadCount" -> to.add(life.threads);
            case "threads" -> parts.threads(to, pull, life, chance);
            default -> throw Template.unknown(hole);
          }
        });
  }

  static String url(Repository repository, int number) {
    return "https://github.example.com/" + repository.fullName() + "/pull/" + number;
  }

  /// The key of the issue in front, as the team agreed to write it.
  private void title(JsonBytes to, int pull) {
    title(plan, to, pull);
  }

  static void title(Plan plan, JsonBytes to, int pull) {
    to.add('"');
    plan.issueOf(pull).ifPresent(issue -> to.add(plan.key(issue)).add(": "));
    plan.prose.title(to, plan.chance("pull title", pull));
    to.add('"');
  }

  private static void repository(JsonBytes to, Repository repository) {
    to.add("{\"id\":\"").add(repository.node()).add("\",\"databaseId\":").add(repository.id());
    to.add(",\"name\":\"").add(repository.name());
    to.add("\",\"nameWithOwner\":\"").add(repository.fullName()).add("\"}");
  }
}
