package dev.cutover.pipeline.stage.rows;

/// A typed row on its way into a business table.
public sealed interface StagedRow
    permits ChangelogRow,
        PrCommentRow,
        PrCommitRow,
        PrReviewRow,
        PrRow,
        ProjectRow,
        ProjectStatusRow,
        ProjectWitRow,
        RepositoryRow,
        StatusRow,
        WitRow,
        WorkItemPrLinkRow,
        WorkItemRow {

  /// The raw row that it was made from.
  long rawId();
}
