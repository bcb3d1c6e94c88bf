package dev.cutover.job;

import java.util.Locale;

/// The states of `etl_job_queue.status`; the transitions T1 to T12 between them are
/// `JobTransition`.
public enum JobState {
  /// Waits in the table until it is due; the dispatcher moves it to QUEUED.
  PENDING,
  /// A hint for it is in the broker; a worker moves it to RUNNING, the reaper back to PENDING.
  QUEUED,
  /// A worker holds its lease; that worker, or the reaper when the lease ran out, moves it on.
  RUNNING,
  /// Its product is committed. Final.
  COMPLETED,
  /// Out of attempts or hopeless; an operator may redrive it to PENDING.
  DEAD,
  /// Ended by an operator, who may redrive it to PENDING.
  CANCELLED;

  private final String word = name().toLowerCase(Locale.ROOT);

  public String word() {
    return word;
  }

  public boolean isOpen() {
    return this == PENDING || this == QUEUED || this == RUNNING;
  }

  public static JobState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
