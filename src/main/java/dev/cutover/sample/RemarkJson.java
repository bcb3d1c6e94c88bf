package dev.cutover.sample;

import java.time.Instant;
import java.time.ZoneOffset;

/// Comments and worklogs of one issue at a time.
final class RemarkJson {
  private static final Template COMMENT = Template.named("comment");
  private static final Template WORKLOG = Template.named("worklog");
  private static final int MOST = 10;

  private final Plan plan;
  private final JsonBytes comments = new JsonBytes();
  private final JsonBytes worklogs = new JsonBytes();
  private int commentCount;
  private int worklogCount;

  RemarkJson(Plan plan) {
    this.plan = plan;
  }

  /// Makes those of an issue; what was made before is gone.
  void make(int issue, IssueLife life) {
    Chance chance = plan.chance("remarks", issue);
    comments.clear();
    worklogs.clear();
    commentCount = Math.max(0, chance.between(-2, 4));
    worklogCount = Math.max(0, chance.between(-3, 2));
    for (int i = 0; i < commentCount; i++) {
      comments.add(i > 0 ? "," : "");
      write(COMMENT, comments, issue, i, life, chance);
    }
    for (int i = 0; i < worklogCount; i++) {
      worklogs.add(i > 0 ? "," : "");
      write(WORKLOG, worklogs, issue, i, life, chance);
    }
  }

  private void write(
      Template shape, JsonBytes to, int issue, int number, IssueLife life, Chance chance) {
    ZoneOffset offset = plan.project(issue).offset();
    Person author = chance.of(plan.crew(issue));
    int hours = chance.between(1, 8);
    Instant at = moment(life, number);
    shape.write(
        to,
        (hole, out) -> {
          switch (hole) {
            case "issue" -> out.add(plan.issueId(issue));
            case "id" -> out.add(300_000 + (long) issue * MOST + number);
            case "author" -> out.add(author.jira());
            case "body" -> plan.prose.document(out, chance, chance.between(1, 2));
            case "created" -> TimeText.jira(out, at, offset);
            case "hours" -> out.add(hours);
            case "seconds" -> out.add(hours * 3600L);
            default -> throw Template.unknown(hole);
          }
        });
  }

  /// Between the creation and the last change, later for a later remark.
  private static Instant moment(IssueLife life, int number) {
    long span = life.updated.toEpochMilli() - life.created.toEpochMilli();
    return life.created.plusMillis(span * (number + 1) / (MOST + 1));
  }

  JsonBytes comments() {
    return comments;
  }

  JsonBytes worklogs() {
    return worklogs;
  }

  int commentCount() {
    return commentCount;
  }

  int worklogCount() {
    return worklogCount;
  }
}
