package dev.cutover.pipeline.stage.rows;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A Jira issue. Goes to `stg_work_items`.
public record WorkItemRow(
    long rawId,
    String externalId,
    @Nullable String key,
    @Nullable String projectExternalId,
    @Nullable String team,
    @Nullable String summary,
    @Nullable String description,
    @Nullable String acceptanceCriteria,
    @Nullable String witExternalId,
    @Nullable String statusExternalId,
    @Nullable String resolution,
    @Nullable Double storyPoints,
    @Nullable String assignee,
    @Nullable String labels,
    @Nullable Instant created,
    @Nullable Instant updated,
    @Nullable String priority,
    @Nullable String parentExternalId,
    @Nullable Boolean codeChanged,
    @Nullable List<@Nullable String> customFields)
    implements StagedRow {}
