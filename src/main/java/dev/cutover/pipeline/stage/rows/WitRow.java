package dev.cutover.pipeline.stage.rows;

import org.jspecify.annotations.Nullable;

/// A work item type (Jira issue type). Goes to `stg_wits`.
public record WitRow(
    long rawId,
    String externalId,
    @Nullable String originalName,
    @Nullable String description,
    @Nullable Integer hierarchyLevel,
    @Nullable String discoveredIn)
    implements StagedRow {}
