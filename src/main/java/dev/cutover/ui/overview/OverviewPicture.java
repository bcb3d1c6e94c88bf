package dev.cutover.ui.overview;

import dev.cutover.monitor.PipelineMonitor;
import dev.cutover.monitor.Reconciliation;
import dev.cutover.monitor.RunSnapshot;
import java.util.List;

/// What the overview reads at once.
record OverviewPicture(
    Reconciliation whole,
    List<PipelineMonitor.WorkerLine> workers,
    List<PipelineMonitor.JobCount> jobs,
    List<RunSnapshot> runs) {
  private static final int RUNS = 8;

  static OverviewPicture read(PipelineMonitor monitor) {
    return new OverviewPicture(
        monitor.reconcile(java.util.Optional.empty()),
        monitor.workers(),
        monitor.jobCounts(),
        monitor.latestRuns(RUNS));
  }
}
