package dev.cutover.pipeline.stage.rows;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A GitHub repository. Goes to `stg_repositories`.
public record RepositoryRow(
    long rawId,
    String externalId,
    @Nullable String name,
    @Nullable String fullName,
    @Nullable String description,
    @Nullable String url,
    @Nullable Boolean isPrivate,
    @Nullable Instant repoCreatedAt,
    @Nullable Instant repoUpdatedAt,
    @Nullable Instant pushedAt,
    @Nullable String language,
    @Nullable String defaultBranch,
    @Nullable Boolean archived,
    @Nullable String discoveredIn)
    implements StagedRow {}
