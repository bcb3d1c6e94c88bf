package dev.cutover.pipeline.stage.rows;

import org.jspecify.annotations.Nullable;

/// A Jira project. Goes to `stg_projects`.
public record ProjectRow(
    long rawId,
    String externalId,
    @Nullable String key,
    @Nullable String name,
    @Nullable String projectType,
    @Nullable String discoveredIn)
    implements StagedRow {}
