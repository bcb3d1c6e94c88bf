package dev.cutover.cutover.shadow;

import dev.cutover.cutover.StepFact;
import dev.cutover.job.Progress;
import java.util.List;

/// A second set of tables in the target's database, named after a run, that the pipeline loads from
/// the same sources while the old service goes on in its own. Nothing of the live tables is
/// written: the shadow has raw rows, jobs, staging and business tables of its own.
public interface Shadow {

  /// Whether the shadow of this run is there.
  StepFact inspect(String run);

  /// The name of the schema that the tables of a run are in, whether it is there or not.
  String schema(String run);

  /// Makes the tables and copies into them what the pipeline needs to know: tenants, integrations,
  /// mappings. Begins anew when one was left half made.
  ///
  /// @return name of the schema
  String create(String run) throws InterruptedException;

  /// Whether all active integrations have been read, well or not.
  StepFact inspectLoad(String run);

  /// Loads all active integrations from their sources, completely.
  Loaded load(String run, Progress progress) throws InterruptedException;

  /// Compares all business tables of the integrations that were loaded; one snapshot for all.
  Comparison compare(String run, Progress progress) throws InterruptedException;

  /// Takes the shadow and its queues away; nothing happens when there is none.
  void drop(String run) throws InterruptedException;

  /// @param integrations that were read to their end
  /// @param leftOut the others, each with the reason
  record Loaded(List<Long> integrations, List<String> leftOut, long records) {}
}
