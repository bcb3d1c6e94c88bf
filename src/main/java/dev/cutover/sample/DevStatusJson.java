package dev.cutover.sample;

import java.util.List;

/// What the development panel of an issue knows of pull requests.
final class DevStatusJson implements RecordFile.Lines {
  private static final Template DEV_STATUS = Template.named("dev-status");
  private static final Template PULL = Template.named("linked-pull");

  private final Plan plan;
  private final List<Integer> issues;

  DevStatusJson(Plan plan) {
    this.plan = plan;
    this.issues = plan.issuesWithPulls();
  }

  @Override
  public int count() {
    return issues.size();
  }

  @Override
  public void write(int number, JsonBytes out) {
    int issue = issues.get(number);
    DEV_STATUS.write(
        out,
        (hole, to) -> {
          switch (hole) {
            case "issue" -> to.add(plan.issueId(issue));
            case "pulls" -> {
              List<Integer> pulls = plan.pullsOf(issue);
              for (int i = 0; i < pulls.size(); i++) {
                to.add(i > 0 ? "," : "");
                pull(to, pulls.get(i));
              }
            }
            default -> throw Template.unknown(hole);
          }
        });
  }

  private void pull(JsonBytes out, int pull) {
    PullLife life = new PullLife(plan, pull);
    Repository repository = plan.repository(pull);
    PULL.write(
        out,
        (hole, to) -> {
          switch (hole) {
            case "author" -> to.quoted(life.author.name());
            case "authorNumber" -> to.add(4000 + life.author.number());
            case "number" -> to.add(plan.pullNumber(pull));
            case "name" -> PullRequestJson.title(plan, to, pull);
            case "branch" -> to.add(plan.branch(pull));
            case "status" -> to.add(life.state.equals("CLOSED") ? "DECLINED" : life.state);
            case "updated" -> TimeText.jira(to, life.ended, java.time.ZoneOffset.ofHours(8));
            case "repository" -> to.add(repository.fullName());
            case "repositoryId" -> to.add(repository.id());
            default -> throw Template.unknown(hole);
          }
        });
  }
}
