package dev.cutover.pipeline.stage.rows;

/// A status that a project uses. Goes to `stg_projects_statuses`.
public record ProjectStatusRow(long rawId, String projectExternalId, String statusExternalId)
    implements StagedRow {}
