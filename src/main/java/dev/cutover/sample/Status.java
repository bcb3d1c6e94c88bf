package dev.cutover.sample;

import java.util.List;

/// A state of an issue.
///
/// @param category `new`, `indeterminate` or `done`
/// @param jira how Jira shows it
record Status(String id, String name, String category, byte[] jira) {
  static final Status BACKLOG = of("10000", "Backlog", "new");
  static final Status TO_DO = of("10001", "To Do", "new");
  static final Status IN_PROGRESS = of("3", "In Progress", "indeterminate");
  static final Status IN_REVIEW = of("10002", "Code Review", "indeterminate");
  static final Status BLOCKED = of("10003", "Blocked", "indeterminate");
  static final Status TESTING = of("10004", "QA", "indeterminate");
  static final Status DONE = of("10005", "Done", "done");
  static final Status DISCARDED = of("10006", "Withdrawn", "done");
  static final Status DOING_ELSEWHERE = of("10007", "进行中", "indeterminate");
  static final List<Status> CATALOGUE =
      List.of(
          BACKLOG,
          TO_DO,
          IN_PROGRESS,
          IN_REVIEW,
          BLOCKED,
          TESTING,
          DONE,
          DISCARDED,
          DOING_ELSEWHERE);

  /// Deleted long ago: old changelogs name it, no catalogue does.
  static final Status DELETED = of("10019", "Waiting for Legal", "indeterminate");

  boolean isDone() {
    return category.equals("done");
  }

  /// Where an issue may go from here. Work comes back from review and from testing, sometimes after
  /// it was done.
  Status next(Chance chance, boolean elsewhere) {
    int dice = chance.below(100);
    Status working = elsewhere ? DOING_ELSEWHERE : IN_PROGRESS;
    return switch (id) {
      case "10000" -> dice < 95 ? TO_DO : DISCARDED;
      case "10001" -> dice < 92 ? working : BACKLOG;
      case "3", "10007" ->
          dice < 78 ? IN_REVIEW : dice < 90 ? BLOCKED : dice < 93 ? DELETED : TO_DO;
      case "10002" -> dice < 60 ? TESTING : dice < 92 ? working : DONE;
      case "10004" -> dice < 65 ? DONE : working;
      case "10005", "10006" -> dice < 70 ? TO_DO : working;
      default -> working;
    };
  }

  private static Status of(String id, String name, String category) {
    byte[] jira =
        Template.named("status")
            .bytes(
                (hole, out) -> {
                  switch (hole) {
                    case "id" -> out.add(id);
                    case "name" -> out.quoted(name);
                    case "categoryId" -> out.add(number(category));
                    case "categoryKey" -> out.add(category);
                    case "colour" ->
                        out.add(List.of("blue-gray", "green", "yellow").get(number(category) - 2));
                    case "category" ->
                        out.add(List.of("To Do", "Done", "In Progress").get(number(category) - 2));
                    default -> throw Template.unknown(hole);
                  }
                });
    return new Status(id, name, category, jira);
  }

  /// Jira's own numbers of its three categories.
  private static int number(String category) {
    return switch (category) {
      case "new" -> 2;
      case "done" -> 3;
      default -> 4;
    };
  }
}
