package dev.cutover.pipeline.stage.rows;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A review of a pull request. Goes to `stg_prs_reviews`.
public record PrReviewRow(
    long rawId,
    String prExternalId,
    String externalId,
    @Nullable String authorLogin,
    @Nullable String state,
    @Nullable String body,
    @Nullable Instant submittedAt)
    implements StagedRow {}
