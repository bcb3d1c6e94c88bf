package dev.cutover.ui.overview;

import dev.cutover.monitor.PipelineMonitor;
import dev.cutover.monitor.QueueDepths;
import dev.cutover.monitor.QueuesSnapshot;
import dev.cutover.monitor.Reconciliation;
import dev.cutover.monitor.RunSnapshot;
import java.util.List;
import java.util.Optional;

/// What the overview reads at once.
record OverviewPicture(
    Reconciliation whole,
    List<PipelineMonitor.WorkerLine> workers,
    List<PipelineMonitor.JobCount> jobs,
    List<RunSnapshot> runs,
    Optional<QueuesSnapshot> broker) {
  private static final int RUNS = 8;

  /// @param depths never waited for
  static OverviewPicture read(PipelineMonitor monitor, QueueDepths depths) {
    return new OverviewPicture(
        monitor.reconcile(Optional.empty()),
        monitor.workers(),
        monitor.jobCounts(),
        monitor.latestRuns(RUNS),
        depths.snapshot());
  }
}
