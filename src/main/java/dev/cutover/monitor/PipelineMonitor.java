package dev.cutover.monitor;

import dev.cutover.job.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the runs, the raw store and the business tables look like now.
public interface PipelineMonitor {

  Optional<RunSnapshot> run(RunId run);

  /// The newest runs, newest first.
  List<RunSnapshot> latestRuns(int limit);

  /// Raw against business rows, by tenant, integration and entity.
  ///
  /// @param tenant name or id to look at alone; empty for all
  Reconciliation reconcile(Optional<String> tenant);

  /// Which raw records of a line of the reconciliation are not loaded, and why.
  ///
  /// @param patience for each statement; what would take longer is not counted to its end
  GapExplanation explain(GapExplanation.Scope scope, Duration patience);

  /// Live worker processes.
  List<WorkerLine> workers();

  /// Jobs by stage and state.
  List<JobCount> jobCounts();

  /// @param stage word of the stage
  /// @param state word of the state
  record JobCount(String stage, String state, long jobs) {}

  /// @param silentSeconds since it was heard last
  record WorkerLine(
      String name,
      String host,
      long pid,
      List<String> stages,
      int slots,
      String state,
      long silentSeconds,
      long done,
      long staleHints,
      long fenced) {}
}
