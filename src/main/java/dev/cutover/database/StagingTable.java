package dev.cutover.database;

import dev.cutover.pipeline.stage.rows.ChangelogRow;
import dev.cutover.pipeline.stage.rows.PrCommentRow;
import dev.cutover.pipeline.stage.rows.PrCommitRow;
import dev.cutover.pipeline.stage.rows.PrReviewRow;
import dev.cutover.pipeline.stage.rows.PrRow;
import dev.cutover.pipeline.stage.rows.ProjectRow;
import dev.cutover.pipeline.stage.rows.ProjectStatusRow;
import dev.cutover.pipeline.stage.rows.ProjectWitRow;
import dev.cutover.pipeline.stage.rows.RepositoryRow;
import dev.cutover.pipeline.stage.rows.StagedRow;
import dev.cutover.pipeline.stage.rows.StatusRow;
import dev.cutover.pipeline.stage.rows.WitRow;
import dev.cutover.pipeline.stage.rows.WorkItemPrLinkRow;
import dev.cutover.pipeline.stage.rows.WorkItemRow;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The staging table of each row type. Its columns are the components of the record in their order,
/// so that [StagedRowWriter] writes them as they stand there.
enum StagingTable {
  PROJECTS("stg_projects", ProjectRow.class),
  WITS("stg_wits", WitRow.class),
  STATUSES("stg_statuses", StatusRow.class),
  PROJECTS_WITS("stg_projects_wits", ProjectWitRow.class),
  PROJECTS_STATUSES("stg_projects_statuses", ProjectStatusRow.class),
  REPOSITORIES("stg_repositories", RepositoryRow.class),
  WORK_ITEMS("stg_work_items", WorkItemRow.class),
  CHANGELOGS("stg_changelogs", ChangelogRow.class),
  LINKS("stg_work_items_prs_links", WorkItemPrLinkRow.class),
  PRS("stg_prs", PrRow.class),
  PRS_COMMITS("stg_prs_commits", PrCommitRow.class),
  PRS_REVIEWS("stg_prs_reviews", PrReviewRow.class),
  PRS_COMMENTS("stg_prs_comments", PrCommentRow.class);

  private final String table;
  private final List<String> columns;

  StagingTable(String table, Class<? extends StagedRow> row) {
    this.table = table;
    this.columns = Arrays.stream(row.getRecordComponents()).map(StagingTable::snakeCase).toList();
  }

  static StagingTable of(StagedRow row) {
    return switch (row) {
      case ProjectRow _ -> PROJECTS;
      case WitRow _ -> WITS;
      case StatusRow _ -> STATUSES;
      case ProjectWitRow _ -> PROJECTS_WITS;
      case ProjectStatusRow _ -> PROJECTS_STATUSES;
      case RepositoryRow _ -> REPOSITORIES;
      case WorkItemRow _ -> WORK_ITEMS;
      case ChangelogRow _ -> CHANGELOGS;
      case WorkItemPrLinkRow _ -> LINKS;
      case PrRow _ -> PRS;
      case PrCommitRow _ -> PRS_COMMITS;
      case PrReviewRow _ -> PRS_REVIEWS;
      case PrCommentRow _ -> PRS_COMMENTS;
    };
  }

  String table() {
    return table;
  }

  /// Values of a row: batch, tenant and integration, then the record's own, the raw id first.
  int width() {
    return 3 + columns.size();
  }

  String copySql() {
    return "COPY "
        + table
        + " (batch_id, tenant_id, integration_id, "
        + String.join(", ", columns)
        + ") FROM STDIN (FORMAT binary)";
  }

  private static String snakeCase(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
