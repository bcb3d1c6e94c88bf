package dev.cutover.source;

import dev.cutover.job.EntityType;

/// Where a record of an entity keeps its identity and its time of last change.
///
/// @param wanted members to find
/// @param ids slots of the identity, the first that is there wins
/// @param times slots of the time, likewise
record RecordShape(Wanted wanted, int ids, int times) {
  private static final RecordShape PLAIN = shape(1, 0, "id");
  private static final RecordShape ISSUE = shape(1, 1, "id", "fields.updated");
  private static final RecordShape PROJECT_STATUSES = shape(1, 0, "project.id");
  private static final RecordShape DEV_STATUS = shape(1, 0, "issueId");
  private static final RecordShape REPOSITORY = shape(1, 2, "id", "updated_at", "updatedAt");
  private static final RecordShape PULL_REQUEST =
      shape(2, 2, "node_id", "id", "updatedAt", "updated_at");

  static RecordShape of(EntityType entity) {
    return switch (entity) {
      case JIRA_PROJECTS, JIRA_ISSUE_TYPES, JIRA_STATUSES, BENCH_NOOP -> PLAIN;
      case JIRA_PROJECT_STATUSES -> PROJECT_STATUSES;
      case JIRA_ISSUES -> ISSUE;
      case JIRA_DEV_STATUS -> DEV_STATUS;
      case GITHUB_REPOSITORIES -> REPOSITORY;
      case GITHUB_PRS -> PULL_REQUEST;
    };
  }

  private static RecordShape shape(int ids, int times, String... paths) {
    return new RecordShape(Wanted.of(paths), ids, times);
  }
}
