package dev.cutover.sample;

import java.util.List;

/// A kind of issue.
///
/// @param level 1 above a story, -1 below it
/// @param jira how Jira shows it
record IssueType(String id, String name, int level, byte[] jira) {
  static final IssueType EPIC = of("10000", "Epic", 1, "A large piece of work.");
  static final IssueType STORY = of("10001", "Story", 0, "A goal of a user.");
  static final IssueType TASK = of("10002", "Task", 0, "A small piece of work.");
  static final IssueType SUBTASK = of("10003", "Sub-task", -1, "A part of a task.");
  static final IssueType BUG = of("10004", "Bug", 0, "Something that is wrong.");
  static final List<IssueType> ALL = List.of(EPIC, STORY, TASK, SUBTASK, BUG);

  boolean isSubtask() {
    return level < 0;
  }

  /// May have sub-tasks.
  boolean isStandard() {
    return level == 0;
  }

  private static IssueType of(String id, String name, int level, String description) {
    Template shape = Template.named("type");
    byte[] jira =
        shape.bytes(
            (hole, out) -> {
              switch (hole) {
                case "id" -> out.add(id);
                case "description" -> out.add(description);
                case "avatar" -> out.add(10300 + name.length());
                case "name" -> out.add(name);
                case "subtask" -> out.add(String.valueOf(level < 0));
                case "level" -> out.add(level);
                default -> throw Template.unknown(hole);
              }
            });
    return new IssueType(id, name, level, jira);
  }
}
