package dev.cutover.pipeline;

import dev.cutover.job.Problem;
import java.time.Duration;

/// How an attempt ended. Expected ends are values; an exception out of a handler is a bug or broken
/// infrastructure and is retried with backoff.
public sealed interface Outcome {

  /// T6: carry out `product` and close the job, both in one transaction.
  record Done(Product product) implements Outcome {
    public static final Done NOTHING = new Done(_ -> {});
  }

  /// T7: try again after the backoff; the attempt counts. Dead when the attempts are used up.
  record Retry(Problem problem) implements Outcome {}

  /// T8: not the job's fault (rate limit, maintenance, a stop): again after `delay`, the attempt
  /// does not count.
  record Snooze(Duration delay, Problem problem) implements Outcome {}

  /// T9: hopeless; the job is dead at once.
  record Discard(Problem problem) implements Outcome {}

  /// T11: stopped at a page because an operator asked for it.
  record Cancelled() implements Outcome {}

  /// The lease is someone else's: nothing may be written, nothing is to be done.
  record Lost() implements Outcome {}

  /// The data of a finished job, written inside the closing transaction. May be called again after
  /// a rollback.
  interface Product {
    void write(Tx tx);
  }
}
