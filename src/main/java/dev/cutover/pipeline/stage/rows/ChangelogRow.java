package dev.cutover.pipeline.stage.rows;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A change of an issue's status. Goes to `stg_changelogs`.
public record ChangelogRow(
    long rawId,
    String workItemExternalId,
    String externalId,
    @Nullable String fromStatusExternalId,
    @Nullable String toStatusExternalId,
    @Nullable Instant transitionChangeDate,
    @Nullable String changedBy)
    implements StagedRow {}
