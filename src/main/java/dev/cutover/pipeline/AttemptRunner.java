package dev.cutover.pipeline;

import dev.cutover.job.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out claimed attempts and records how they ended: handle, write product and state in one
/// transaction, then acknowledge. Short jobs that follow each other share a transaction.
final class AttemptRunner {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptRunner.class);
  private static final long SHARE_NANOS = Duration.ofMillis(100).toNanos();
  private static final int REPEATS = 5;
  private static final Problem STOPPED =
      new Problem(
          "worker.stopped", "The worker was stopped.", "The job goes on elsewhere by itself.");

  private final StageHandler handler;
  private final JobStore store;
  private final Transactions transactions;
  private final RetryPolicy retries;
  private final HeldAttempts held;
  private final DatabaseGate gate;
  private final WorkerTally tally;

  AttemptRunner(
      StageHandler handler,
      JobStore store,
      Transactions transactions,
      RetryPolicy retries,
      HeldAttempts held,
      DatabaseGate gate,
      WorkerTally tally) {
    this.handler = handler;
    this.store = store;
    this.transactions = transactions;
    this.retries = retries;
    this.held = held;
    this.gate = gate;
    this.tally = tally;
  }

  private record Finished(Attempt attempt, Outcome.Product product) {}

  /// Runs the attempts in order. When it returns every one of them is recorded, or left to the
  /// rescue after the database is back; the caller acknowledges.
  void run(List<Attempt> attempts) {
    List<Finished> finished = new ArrayList<>();
    long since = System.nanoTime();
    for (Attempt attempt : attempts) {
      Outcome outcome = attempt.lost() ? new Outcome.Lost() : handle(attempt);
      if (outcome instanceof Outcome.Done(Outcome.Product product)) {
        finished.add(new Finished(attempt, product));
      } else {
        conclude(attempt, outcome);
      }
      // A merge takes its locks in an order that holds for one merge a transaction.
      boolean alone = attempt.assignment() instanceof Assignment.Load;
      if (alone || System.nanoTime() - since > SHARE_NANOS) {
        commit(finished);
        finished.clear();
        since = System.nanoTime();
      }
    }
    commit(finished);
  }

  private Outcome handle(Attempt attempt) {
    try {
      return handler.handle(attempt);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Outcome.Snooze(Duration.ZERO, STOPPED);
    } catch (LeaseLost lost) {
      return new Outcome.Lost();
    } catch (Throwable failure) {
      return failed(attempt, failure);
    }
  }

  /// An Error fails the job like an exception: what the job needed too much of (heap, stack) is
  /// free again.
  private Outcome failed(Attempt attempt, Throwable failure) {
    if (failure instanceof InfrastructureTrouble trouble && trouble.closesGate()) {
      gate.close(String.valueOf(failure.getMessage()));
      return new Outcome.Snooze(Duration.ZERO, Problems.databaseGone(failure));
    }
    LOG.warn("{} failed", attempt, failure);
    return new Outcome.Retry(Problems.unexpected(attempt, failure));
  }

  private void commit(List<Finished> finished) {
    if (finished.isEmpty()) {
      return;
    }
    try {
      write(finished);
      finished.forEach(each -> held.drop(each.attempt()));
      tally.completed(finished.size());
    } catch (Throwable failure) {
      commitFailed(finished, failure);
    }
  }

  private void write(List<Finished> finished) {
    List<Attempt> attempts = finished.stream().map(Finished::attempt).toList();
    for (int round = 1; ; round++) {
      try {
        transactions.inTransaction(
            tx -> {
              finished.forEach(each -> each.product().write(tx));
              store.complete(tx, attempts);
              return attempts.size();
            });
        return;
      } catch (RuntimeException e) {
        boolean again = e instanceof InfrastructureTrouble trouble && trouble.worthRepeating();
        if (!again || round == REPEATS) {
          throw e;
        }
      }
    }
  }

  private void commitFailed(List<Finished> finished, Throwable failure) {
    if (finished.size() > 1 && !closesGate(failure)) {
      // One of them spoiled the shared transaction: each on its own.
      finished.forEach(each -> commit(List.of(each)));
      return;
    }
    for (Finished each : finished) {
      if (failure instanceof LeaseLost) {
        conclude(each.attempt(), new Outcome.Lost());
      } else if (closesGate(failure)) {
        gate.close(String.valueOf(failure.getMessage()));
        held.leaveUnsettled(each.attempt());
      } else {
        conclude(each.attempt(), failed(each.attempt(), failure));
      }
    }
  }

  /// Records an end without a product.
  private void conclude(Attempt attempt, Outcome outcome) {
    try {
      switch (outcome) {
        case Outcome.Done _ ->
            throw new IllegalArgumentException("a product is committed, not concluded");
        case Outcome.Retry(Problem problem) ->
            store.retry(attempt, retries.backoff(attempt.number()), problem);
        case Outcome.Snooze(Duration delay, Problem problem) ->
            store.snooze(attempt, delay, problem);
        case Outcome.Discard(Problem problem) -> store.bury(attempt, problem);
        case Outcome.Cancelled _ -> store.cancelled(attempt);
        case Outcome.Lost _ -> LOG.info("{}: lease lost, nothing written", attempt);
      }
      held.drop(attempt);
      switch (outcome) {
        case Outcome.Retry _, Outcome.Discard _ -> tally.failed(1);
        case Outcome.Lost _ -> tally.fencedOff(1);
        default -> {}
      }
    } catch (LeaseLost lost) {
      held.drop(attempt);
      tally.fencedOff(1);
    } catch (RuntimeException e) {
      if (closesGate(e)) {
        gate.close(String.valueOf(e.getMessage()));
      } else {
        LOG.error("{}: its end could not be recorded; the lease will run out", attempt, e);
      }
      held.leaveUnsettled(attempt);
    }
  }

  private static boolean closesGate(Throwable failure) {
    return failure instanceof InfrastructureTrouble trouble && trouble.closesGate();
  }
}
