package dev.cutover.pipeline;

import dev.cutover.job.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The workers of this process: dispatcher, a worker for each stage, heartbeat and reaper. Any
/// number of processes may run one; the rows of the job table are all they share.
public final class PipelineRuntime implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineRuntime.class);
  private static final Duration DRAIN = Duration.ofSeconds(20);
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(5);

  private final JobStore store;
  private final JobQueue queue;
  private final WorkerRegistry registry;
  private final HeldAttempts held = new HeldAttempts();
  private final DatabaseGate gate = new DatabaseGate();
  private final WorkerTally tally = new WorkerTally();
  private final Map<Stage, StageWorker> workers = new EnumMap<>(Stage.class);
  private final Dispatcher dispatcher;
  private final Housekeeper housekeeper;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile int slotsOfAll;
  private volatile String state = "starting";

  /// Everything the runtime needs from outside.
  ///
  /// @param handlers the stages that this process works on
  /// @param slots jobs at once, by stage
  /// @param scheduled runs that this process starts by itself
  public record Parts(
      JobStore store,
      JobReaper reaper,
      WorkerRegistry registry,
      MessageStore messages,
      Transactions transactions,
      JobQueue queue,
      RetryPolicy retries,
      Map<Stage, StageHandler> handlers,
      Map<Stage, Integer> slots,
      ScheduledRuns scheduled) {

    /// The same number of slots in every stage that has a handler; starts no runs by itself.
    public Parts(
        JobStore store,
        JobReaper reaper,
        WorkerRegistry registry,
        MessageStore messages,
        Transactions transactions,
        JobQueue queue,
        RetryPolicy retries,
        Map<Stage, StageHandler> handlers,
        int slots) {
      this(
          store,
          reaper,
          registry,
          messages,
          transactions,
          queue,
          retries,
          handlers,
          handlers.keySet().stream().collect(Collectors.toMap(stage -> stage, _ -> slots)),
          ScheduledRuns.NONE);
    }
  }

  public PipelineRuntime(Parts parts) {
    this.store = parts.store();
    this.queue = parts.queue();
    this.registry = parts.registry();
    this.slotsOfAll = most(parts.slots());
    this.dispatcher = new Dispatcher(store, queue, gate, () -> slotsOfAll);
    this.housekeeper =
        new Housekeeper(
            store,
            parts.reaper(),
            // A process that leaves does not begin a run that it would leave lying.
            () -> closed.get() ? List.of() : parts.scheduled().startDue(),
            queue,
            held,
            gate,
            Set.of(Stage.values()),
            this::report,
            this::databaseThere,
            this::wakeDispatcherNow);
    parts
        .handlers()
        .forEach(
            (stage, handler) -> {
              AttemptRunner runner =
                  new AttemptRunner(
                      handler, store, parts.transactions(), parts.retries(), held, gate, tally);
              workers.put(
                  stage,
                  new StageWorker(
                      stage,
                      parts.slots().getOrDefault(stage, 1),
                      store,
                      parts.messages(),
                      runner,
                      held,
                      gate,
                      tally,
                      this::workMoved));
            });
  }

  private static int most(Map<Stage, Integer> slots) {
    return slots.values().stream().mapToInt(Integer::intValue).max().orElse(1);
  }

  /// Begins to work. Returns at once; an unreachable broker or database is waited for.
  public void start() {
    state = "running";
    report();
    startThread("dispatcher", dispatcher);
    startThread("housekeeper", housekeeper);
    for (StageWorker worker : workers.values()) {
      startThread(worker.stage().word() + "-claimer", worker);
      queue.consume(worker.stage(), StageWorker.PREFETCH, worker);
    }
  }

  private void startThread(String name, Runnable work) {
    threads.add(Thread.ofPlatform().name(name).start(work));
  }

  /// New jobs were committed: look now instead of at the next tick.
  public void wakeDispatcherNow() {
    dispatcher.wake();
  }

  public WorkerTally tally() {
    return tally;
  }

  /// `starting`, `running`, `database away`, `draining` or `stopped`.
  public String state() {
    return state;
  }

  private void workMoved() {
    dispatcher.wake();
    housekeeper.wake();
  }

  private void databaseThere(boolean there) {
    if (closed.get()) {
      return;
    }
    state = there ? "running" : "database away";
    for (StageWorker worker : workers.values()) {
      if (there) {
        queue.consume(worker.stage(), StageWorker.PREFETCH, worker);
      } else {
        queue.stopConsuming(worker.stage());
        worker.forgetDeliveries();
      }
    }
  }

  private void report() {
    try {
      slotsOfAll =
          registry.report(
              workers.keySet(),
              workers.values().stream().mapToInt(StageWorker::slots).max().orElse(1),
              state,
              tally);
    } catch (RuntimeException e) {
      LOG.debug("worker entry not refreshed: {}", e.getMessage());
    }
  }

  /// Stops taking work, lets running jobs reach their next page for up to 20 seconds, gives the
  /// rest back.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    state = "draining";
    report();
    dispatcher.stop();
    for (StageWorker worker : workers.values()) {
      queue.stopConsuming(worker.stage());
      worker.stop();
    }
    boolean interrupted = false;
    try {
      interrupted = !awaitWorkers();
    } catch (InterruptedException e) {
      interrupted = true;
      Thread.currentThread().interrupt();
    }
    if (interrupted) {
      LOG.warn("some jobs did not end in time; their leases run out by themselves");
    }
    housekeeper.stop();
    for (Thread thread : threads) {
      thread.interrupt();
    }
    state = "stopped";
    try {
      registry.leave();
    } catch (RuntimeException e) {
      LOG.debug("worker entry not removed: {}", e.getMessage());
    }
  }

  private boolean awaitWorkers() throws InterruptedException {
    long deadline = System.nanoTime() + DRAIN.toNanos();
    boolean idle = true;
    for (StageWorker worker : workers.values()) {
      idle &= worker.awaitIdle(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
    if (idle) {
      return true;
    }
    workers.values().forEach(StageWorker::interruptJobs);
    boolean ended = true;
    for (StageWorker worker : workers.values()) {
      ended &= worker.awaitIdle(AFTER_INTERRUPT);
    }
    return ended;
  }
}
