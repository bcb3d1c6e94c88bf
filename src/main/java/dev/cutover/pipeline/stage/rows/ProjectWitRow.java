package dev.cutover.pipeline.stage.rows;

/// A type that a project uses. Goes to `stg_projects_wits`.
public record ProjectWitRow(long rawId, String projectExternalId, String witExternalId)
    implements StagedRow {}
