package dev.cutover.sample;

import java.util.List;
import java.util.stream.IntStream;

/// Projects, and the statuses that each of their types may have.
final class ProjectJson {
  private static final Template IN_ISSUE = Template.named("project-in-issue");
  private static final Template PROJECT = Template.named("project");
  private static final Template STATUSES = Template.named("project-statuses");
  private static final Template TYPE_STATUSES = Template.named("type-statuses");

  private final Plan plan;
  private final List<byte[]> inIssues;

  ProjectJson(Plan plan) {
    this.plan = plan;
    this.inIssues = plan.projects.stream().map(project -> shown(IN_ISSUE, project)).toList();
  }

  /// How an issue shows its project.
  byte[] inIssue(Project project) {
    return inIssues.get(project.index());
  }

  RecordFile.Lines catalogue() {
    return RecordFile.Lines.of(
        plan.projects.stream().map(project -> shown(PROJECT, project)).toList());
  }

  RecordFile.Lines statuses() {
    return RecordFile.Lines.of(
        plan.projects.stream().map(project -> shown(STATUSES, project)).toList());
  }

  private byte[] shown(Template shape, Project project) {
    return shape.bytes(
        (hole, out) -> {
          switch (hole) {
            case "id" -> out.add(project.id());
            case "key" -> out.add(project.key());
            case "name" -> out.quoted(project.name());
            case "avatar" -> out.add(10_700 + project.index());
            case "lead" -> out.add(plan.people.get(project.index() * 2).jira());
            case "types" -> types(out, project, shape == STATUSES);
            default -> throw Template.unknown(hole);
          }
        });
  }

  private static void types(JsonBytes out, Project project, boolean withStatuses) {
    for (int i = 0; i < IssueType.ALL.size(); i++) {
      IssueType type = IssueType.ALL.get(i);
      out.add(i > 0 ? "," : "");
      out.add(withStatuses ? withStatuses(type, project) : type.jira());
    }
  }

  private static byte[] withStatuses(IssueType type, Project project) {
    return TYPE_STATUSES.bytes(
        (hole, out) -> {
          switch (hole) {
            case "id" -> out.add(type.id());
            case "name" -> out.add(type.name());
            case "subtask" -> out.add(String.valueOf(type.isSubtask()));
            case "statuses" -> list(out, project.statuses().stream().map(Status::jira).toList());
            default -> throw Template.unknown(hole);
          }
        });
  }

  private static void list(JsonBytes out, List<byte[]> items) {
    IntStream.range(0, items.size()).forEach(i -> out.add(i > 0 ? "," : "").add(items.get(i)));
  }
}
