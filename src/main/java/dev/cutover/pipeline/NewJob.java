package dev.cutover.pipeline;

import dev.cutover.job.EntityType;
import dev.cutover.job.Stage;
import org.jspecify.annotations.Nullable;

/// A job to be born in the transaction that causes it (T1). Tenant, integration, run and priority
/// are those of its parent.
///
/// @param rows raw rows that it is about, for the counts of the run; 0 when unknown
/// @param dedupeKey the job is not created again while a row with this key exists; null for none
public record NewJob(
    Stage stage, EntityType entity, Assignment assignment, int rows, @Nullable String dedupeKey) {}
