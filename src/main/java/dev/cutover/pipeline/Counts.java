package dev.cutover.pipeline;

import dev.cutover.job.EntityType;
import dev.cutover.job.Stage;

/// What to add to the row counts of a run for one entity and stage.
///
/// @param unchanged of `done`: rows that were loaded already in the same version
public record Counts(
    EntityType entity, Stage stage, long expected, long done, long failed, long unchanged) {}
