package dev.cutover.pipeline.stage.rows;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A GitHub pull request. Goes to `stg_prs`.
public record PrRow(
    long rawId,
    String externalId,
    String externalRepoId,
    @Nullable Integer number,
    @Nullable String name,
    @Nullable String userName,
    @Nullable String body,
    @Nullable Integer discussionCommentCount,
    @Nullable Integer reviewCommentCount,
    @Nullable String source,
    @Nullable String destination,
    @Nullable Integer reviewers,
    @Nullable String status,
    @Nullable String url,
    @Nullable Instant prCreatedAt,
    @Nullable Instant prUpdatedAt,
    @Nullable Instant closedAt,
    @Nullable Instant mergedAt,
    @Nullable String mergedBy,
    @Nullable Integer commitCount,
    @Nullable Integer additions,
    @Nullable Integer deletions,
    @Nullable Integer changedFiles,
    @Nullable Instant firstReviewAt,
    @Nullable Integer reworkCommitCount,
    @Nullable Integer reviewCycles)
    implements StagedRow {}
