package dev.cutover.pipeline.stage;

import dev.cutover.job.Stage;
import dev.cutover.pipeline.Assignment;
import dev.cutover.pipeline.Attempt;
import dev.cutover.pipeline.Counts;
import dev.cutover.pipeline.JobStore;
import dev.cutover.pipeline.Outcome;
import dev.cutover.pipeline.StageHandler;

/// Merges a staged batch into the business tables. The merge runs inside the transaction that
/// closes the job, so it happens with the job or not at all.
public final class LoadHandler implements StageHandler {
  private final BusinessTables tables;
  private final JobStore jobs;

  public LoadHandler(BusinessTables tables, JobStore jobs) {
    this.tables = tables;
    this.jobs = jobs;
  }

  @Override
  public Outcome handle(Attempt attempt) {
    if (attempt.assignment() instanceof Assignment.Noop) {
      return Outcome.Done.NOTHING;
    }
    Assignment.Load order = (Assignment.Load) attempt.assignment();
    return new Outcome.Done(
        tx -> {
          if (jobs.applied(tx, attempt, 0)) {
            int loaded = tables.merge(tx, attempt, attempt.entity(), order.batch());
            jobs.count(
                tx,
                attempt,
                new Counts(
                    attempt.entity(),
                    Stage.LOAD,
                    0,
                    loaded,
                    Math.max(0, order.rows() - loaded),
                    0));
          }
        });
  }
}
