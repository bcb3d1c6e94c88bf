package dev.cutover.pipeline;

import dev.cutover.job.JobId;

/// A guarded write found that the job's lease is no longer ours. The transaction is rolled back;
/// whoever holds the lease now does the work.
public final class LeaseLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LeaseLost(JobId job) {
    super("lease of job " + job + " lost", null, false, false);
  }
}
