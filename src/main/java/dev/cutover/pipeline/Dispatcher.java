package dev.cutover.pipeline;

import dev.cutover.job.Stage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves due jobs to queued and publishes their hints. Rows first, then the broker, never both at
/// once: no transaction is open while the broker is waited for.
final class Dispatcher implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration BUSY = Duration.ofMillis(50);
  private static final Duration IDLE = Duration.ofMillis(400);
  private static final int BUSY_LOOKS = 20;

  private final JobStore store;
  private final JobQueue queue;
  private final DatabaseGate gate;
  private final IntSupplier slotsOfAllWorkers;
  private final Map<Stage, DispatchWindow> windows = new EnumMap<>(Stage.class);
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean stopped;

  Dispatcher(JobStore store, JobQueue queue, DatabaseGate gate, IntSupplier slotsOfAllWorkers) {
    this.store = store;
    this.queue = queue;
    this.gate = gate;
    this.slotsOfAllWorkers = slotsOfAllWorkers;
    for (Stage stage : Stage.values()) {
      windows.put(stage, new DispatchWindow());
    }
  }

  /// New jobs may be due, or hints were taken: look now.
  void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  void stop() {
    stopped = true;
    wake.release();
  }

  @Override
  public void run() {
    int quiet = 0;
    try {
      while (!stopped) {
        int dispatched = gate.awaitOpen(IDLE) ? dispatchOnce() : 0;
        quiet = dispatched > 0 ? 0 : quiet + 1;
        Duration pause = quiet <= BUSY_LOOKS ? BUSY : IDLE;
        if (wake.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
          wake.drainPermits();
          quiet = 0;
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /// One look at every stage.
  ///
  /// @return hints published
  int dispatchOnce() throws InterruptedException {
    int published = 0;
    for (Stage stage : Stage.values()) {
      if (stopped || !queue.canPublish()) {
        return published;
      }
      try {
        published += dispatch(stage);
      } catch (RuntimeException e) {
        if (!(e instanceof InfrastructureTrouble trouble)) {
          LOG.error("dispatching {} failed", stage.word(), e);
        } else if (trouble.closesGate()) {
          gate.close(String.valueOf(e.getMessage()));
          return published;
        }
      }
    }
    return published;
  }

  private int dispatch(Stage stage) throws InterruptedException {
    DispatchWindow window = Objects.requireNonNull(windows.get(stage));
    JobStore.Dispatched dispatched =
        store.dispatch(stage, window.size(slotsOfAllWorkers.getAsInt()));
    if (dispatched.outstanding() >= 0) {
      window.observed(dispatched.outstanding(), dispatched.hints().size());
    }
    if (dispatched.hints().isEmpty()) {
      return 0;
    }
    Set<Hint> unsent = queue.publish(stage, dispatched.hints());
    if (!unsent.isEmpty()) {
      store.recall(unsent, "the broker did not confirm the hint");
    }
    return dispatched.hints().size() - unsent.size();
  }
}
