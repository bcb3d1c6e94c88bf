package dev.cutover.pipeline;

import dev.cutover.job.JobId;
import dev.cutover.job.Problem;
import dev.cutover.job.Stage;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/// `etl_job_queue`: every move of a job but the operator's and the reaper's. The database clock
/// decides what is due and whose lease has run out.
public interface JobStore {

  /// T2: moves due jobs to queued, highest priority first, those that waited past the aging bound
  /// before them, as long as fewer than `window` jobs of the stage are queued.
  Dispatched dispatch(Stage stage, int window);

  /// @param hints to be published now
  /// @param outstanding queued jobs of the stage before this call; -1 when another process
  ///   dispatches
  record Dispatched(List<Hint> hints, int outstanding) {}

  /// T3: the hints were not confirmed.
  void recall(Collection<Hint> hints, String why);

  /// T4: claims the jobs that are still due and not taken; the others are stale hints.
  List<Attempt> claim(Stage stage, Collection<JobId> hinted);

  /// T5: extends the leases; marks the attempts whose lease is gone or whose end was asked for.
  void beat(Collection<Attempt> attempts);

  /// T5: stores the cursor with a page. A job that gets on is no poison: its attempts count from
  /// here again.
  ///
  /// @throws LeaseLost when the lease is someone else's; the transaction must roll back
  void progress(Tx tx, Attempt attempt, String cursor);

  /// T1: creates jobs in the transaction that causes them and adds their rows to the run's
  /// expectations.
  ///
  /// @return how many were new
  int enqueue(Tx tx, Attempt parent, List<NewJob> jobs);

  /// T6.
  ///
  /// @throws LeaseLost when one of the leases is someone else's; the transaction must roll back
  void complete(Tx tx, Collection<Attempt> attempts);

  /// T7, or T9 when the attempts are used up.
  void retry(Attempt attempt, Duration backoff, Problem problem);

  /// T8, or T9 when the job has been snoozed for longer than a day.
  void snooze(Attempt attempt, Duration delay, Problem problem);

  /// T9.
  void bury(Attempt attempt, Problem problem);

  /// T11 for a running job.
  void cancelled(Attempt attempt);

  /// The ledger: enters a chunk of the job's product.
  ///
  /// @return false when it is in already, and must not be applied again
  boolean applied(Tx tx, Attempt attempt, int chunk);

  /// Adds to the counts of a run, in the transaction that produced the rows.
  void count(Tx tx, Attempt attempt, Counts counts);

  /// Answers when the database does.
  ///
  /// @throws RuntimeException while it does not
  void ping();
}
