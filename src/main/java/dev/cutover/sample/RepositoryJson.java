package dev.cutover.sample;

import java.time.Instant;

/// Repositories as GitHub's REST interface gives them.
final class RepositoryJson implements RecordFile.Lines {
  private static final Template REPOSITORY = Template.named("repository");
  private static final Instant FIRST = Instant.parse("2019-05-02T10:11:12Z");

  private final Plan plan;

  RepositoryJson(Plan plan) {
    this.plan = plan;
  }

  @Override
  public int count() {
    return plan.repositories.size();
  }

  @Override
  public void write(int number, JsonBytes out) {
    Repository repository = plan.repositories.get(number);
    Chance chance = plan.chance("repository", number);
    boolean isPrivate = chance.percent(60);
    REPOSITORY.write(
        out,
        (hole, to) -> {
          switch (hole) {
            case "id" -> to.add(repository.id());
            case "node" -> to.add(repository.node());
            case "name", "topic" -> to.add(repository.name());
            case "owner" -> to.add(Repository.OWNER);
            case "private" -> to.add(String.valueOf(isPrivate));
            case "visibility" -> to.add(isPrivate ? "private" : "public");
            case "description" -> {
              to.add('"');
              plan.prose.title(to, chance);
              to.add('"');
            }
            case "created" -> TimeText.utc(to, FIRST.plusSeconds(number * 2_000_003L));
            case "updated" ->
                TimeText.utc(to, Instant.parse("2025-08-30T16:00:00Z").plusSeconds(number));
            case "size" -> to.add(chance.between(500, 90_000));
            case "stars" -> to.add(chance.below(80));
            case "language" ->
                to.add(
                    repository.language().isEmpty() ? "null" : "\"" + repository.language() + "\"");
            case "archived" -> to.add(String.valueOf(number == 5));
            case "branch" -> to.add(number == 4 ? "develop" : "main");
            default -> throw Template.unknown(hole);
          }
        });
  }
}
