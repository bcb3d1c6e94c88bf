package dev.cutover.pipeline.stage.rows;

import org.jspecify.annotations.Nullable;

/// A Jira status. Goes to `stg_statuses`.
public record StatusRow(
    long rawId,
    String externalId,
    @Nullable String originalName,
    @Nullable String category,
    @Nullable String categoryKey,
    @Nullable String description,
    @Nullable String discoveredIn)
    implements StagedRow {}
