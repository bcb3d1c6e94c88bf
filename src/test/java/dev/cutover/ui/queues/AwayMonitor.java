package dev.cutover.ui.queues;

import dev.cutover.job.RunId;
import dev.cutover.monitor.GapExplanation;
import dev.cutover.monitor.PipelineMonitor;
import dev.cutover.monitor.Reconciliation;
import dev.cutover.monitor.RunSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A database that does not answer.
final class AwayMonitor implements PipelineMonitor {
  private static IllegalStateException away() {
    return new IllegalStateException("the database is away");
  }

  @Override
  public Optional<RunSnapshot> run(RunId run) {
    throw away();
  }

  @Override
  public List<RunSnapshot> latestRuns(int limit) {
    throw away();
  }

  @Override
  public Reconciliation reconcile(Optional<String> tenant) {
    throw away();
  }

  @Override
  public GapExplanation explain(GapExplanation.Scope scope, Duration patience) {
    throw away();
  }

  @Override
  public List<WorkerLine> workers() {
    throw away();
  }

  @Override
  public List<JobCount> jobCounts() {
    throw away();
  }
}
