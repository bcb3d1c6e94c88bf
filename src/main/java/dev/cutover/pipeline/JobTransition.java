package dev.cutover.pipeline;

import static dev.cutover.job.JobState.CANCELLED;
import static dev.cutover.job.JobState.COMPLETED;
import static dev.cutover.job.JobState.DEAD;
import static dev.cutover.job.JobState.PENDING;
import static dev.cutover.job.JobState.QUEUED;
import static dev.cutover.job.JobState.RUNNING;

import dev.cutover.job.JobState;
import java.util.Set;

/// The moves that a job can make; there is no other. Each is one guarded UPDATE that writes its
/// event in the same transaction, so two processes that try the same move make it once.
public enum JobTransition {
  /// Dispatcher: due, window free; a hint is about to be published.
  T2_DISPATCH(Set.of(PENDING), QUEUED),
  /// Dispatcher or reaper: the hint was not confirmed, or has been out for too long.
  T3_RECALL(Set.of(QUEUED), PENDING),
  /// Worker holding a hint. The attempt is counted here, so a job that kills its worker is counted
  /// too.
  T4_CLAIM(Set.of(PENDING, QUEUED), RUNNING),
  /// Worker: product, ledger and next-stage jobs in the same transaction.
  T6_COMPLETE(Set.of(RUNNING), COMPLETED),
  /// Worker: failed, worth another try after the backoff.
  T7_RETRY(Set.of(RUNNING), PENDING),
  /// Worker: not the job's fault; the attempt is given back.
  T8_SNOOZE(Set.of(RUNNING), PENDING),
  /// Worker: permanent error, attempts used up, or expired.
  T9_BURY(Set.of(RUNNING), DEAD),
  /// Reaper: the lease ran out and attempts are left.
  T10_RESCUE(Set.of(RUNNING), PENDING),
  /// Reaper: the lease ran out on the last attempt.
  T10_BURY(Set.of(RUNNING), DEAD),
  /// Operator.
  T11_CANCEL(Set.of(PENDING, QUEUED, DEAD), CANCELLED),
  /// Worker: stopped at a page because an operator asked for it.
  T11_STOP(Set.of(RUNNING), CANCELLED),
  /// Operator, with a reason.
  T12_REDRIVE(Set.of(DEAD, CANCELLED), PENDING);

  private final Set<JobState> from;
  private final JobState to;

  JobTransition(Set<JobState> from, JobState to) {
    this.from = from;
    this.to = to;
  }

  public Set<JobState> from() {
    return from;
  }

  public JobState to() {
    return to;
  }
}
