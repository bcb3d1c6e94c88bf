package dev.cutover.pipeline.stage.rows;

import org.jspecify.annotations.Nullable;

/// A pull request that an issue names. Goes to `stg_work_items_prs_links`.
public record WorkItemPrLinkRow(
    long rawId,
    String workItemExternalId,
    @Nullable String externalRepoId,
    @Nullable String repoFullName,
    @Nullable Integer pullRequestNumber,
    @Nullable String branchName,
    @Nullable String commitSha,
    @Nullable String prStatus)
    implements StagedRow {}
