package dev.cutover.sample;

import java.time.ZoneOffset;
import java.util.List;

/// Issues as Jira's API v3 gives them with their changelog, one line each.
final class IssueJson implements RecordFile.Lines {
  private static final Template ISSUE = Template.named("issue");
  private static final List<String> PRIORITIES = List.of("Highest", "High", "Medium", "Low");
  private static final List<String> POINTS =
      List.of("null", "1.0", "2.0", "3.0", "5.0", "8.0", "0.5");
  private static final List<String> TEAMS = List.of("Orion", "Lyra", "Cygnus", "Draco");

  private final Plan plan;
  private final ProjectJson projects;
  private final IssueParts parts;
  private final RemarkJson remarks;
  private final ChangeText changes = new ChangeText();

  IssueJson(Plan plan, ProjectJson projects) {
    this.plan = plan;
    this.projects = projects;
    this.parts = new IssueParts(plan, changes);
    this.remarks = new RemarkJson(plan);
  }

  @Override
  public int count() {
    return plan.size.issues();
  }

  @Override
  public void write(int issue, JsonBytes out) {
    IssueLife life = new IssueLife(plan, issue, changes);
    Project project = plan.project(issue);
    ZoneOffset offset = project.offset();
    Chance chance = plan.chance("issue", issue);
    int priority = chance.below(PRIORITIES.size());
    int team = chance.below(TEAMS.size());
    remarks.make(issue, life);
    ISSUE.write(
        out,
        (hole, to) -> {
          switch (hole) {
            case "id" -> to.add(plan.issueId(issue));
            case "key" -> to.add(plan.key(issue));
            case "changes" -> to.add(life.changes.size());
            case "histories" -> parts.histories(to, issue, life);
            case "statusChanged" ->
                TimeText.jira(
                    to, life.statusChanged == null ? life.created : life.statusChanged, offset);
            case "parent" -> parts.parent(to, issue);
            case "subtasks" -> parts.subtasks(to, issue);
            case "fixVersions" -> parts.fixVersion(to, life.fixVersion);
            case "resolution" -> parts.resolution(to, life);
            case "resolved" -> parts.time(to, life.resolved, offset);
            case "created" -> TimeText.jira(to, life.created, offset);
            case "updated" -> TimeText.jira(to, life.updated, offset);
            case "priority" -> to.add(PRIORITIES.get(priority));
            case "priorityId" -> to.add(priority + 1);
            case "labels" -> parts.labels(to, chance);
            case "remaining", "estimate" -> parts.number(to, life.estimate);
            case "assignee" -> parts.person(to, life.assignee);
            case "reporter", "creator" -> to.add(life.reporter.jira());
            case "status" -> to.add(life.status.jira());
            case "type" -> to.add(plan.type(issue).jira());
            case "project" -> to.add(projects.inIssue(project));
            case "components" -> parts.component(to, chance);
            case "watchers" -> to.add(chance.below(6));
            case "development" -> parts.development(to, issue);
            case "rank" -> to.hex(issue, 6);
            case "sprints" -> parts.sprint(to, project, life);
            case "points" -> to.add(chance.of(POINTS));
            case "team" -> to.add(TEAMS.get(team));
            case "teamId" -> to.add(10_400 + team);
            case "acceptance" -> parts.acceptance(to, chance);
            case "odd" -> to.add(issue == Oddity.EXACT_NUMBER ? Oddity.EXACT : "null");
            case "environment" -> to.add(chance.percent(50) ? "production" : "staging");
            case "description" -> parts.description(to, chance);
            case "summary" -> plan.summary(to, issue);
            case "comments" -> to.add(remarks.comments());
            case "commentCount" -> to.add(remarks.commentCount());
            case "worklogs" -> to.add(remarks.worklogs());
            case "worklogCount" -> to.add(remarks.worklogCount());
            default -> throw Template.unknown(hole);
          }
        });
  }
}
