package dev.cutover.pipeline.stage.rows;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A commit of a pull request. Goes to `stg_prs_commits`.
public record PrCommitRow(
    long rawId,
    String prExternalId,
    String externalId,
    @Nullable String authorName,
    @Nullable String authorEmail,
    @Nullable String committerName,
    @Nullable String committerEmail,
    @Nullable String message,
    @Nullable Instant authoredDate,
    @Nullable Instant committedDate)
    implements StagedRow {}
