package dev.cutover.pipeline;

import dev.cutover.job.Problem;
import dev.cutover.job.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What keeps the pipeline honest beside the work: leases are extended, lost ones taken back, hints
/// that vanished sent again, finished runs closed, due ones started, the database probed while it
/// is away.
final class Housekeeper implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeper.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int TICKS_A_BEAT = 20;
  private static final int TICKS_A_REAP = 2;
  private static final int TICKS_A_REPORT = 5;
  private static final int TICKS_A_SCHEDULE = 5;
  private static final Problem INTERRUPTED =
      new Problem(
          "database.unreachable",
          "The database went away while the job was being recorded.",
          "The job runs again by itself.");

  private final JobStore store;
  private final JobReaper reaper;
  private final ScheduledRuns scheduled;
  private final JobQueue queue;
  private final HeldAttempts held;
  private final DatabaseGate gate;
  private final Runnable report;
  private final Consumer<Boolean> databaseThere;
  private final Runnable work;
  private final Set<Stage> stages;
  private final Semaphore wake = new Semaphore(0);
  private final ProbeInterval probes = new ProbeInterval();
  private volatile boolean stopped;

  /// @param report refreshes the entry of this process among the workers
  /// @param databaseThere told when the database went away (false) and came back (true)
  /// @param work told after jobs became pending, so that they are dispatched at once
  Housekeeper(
      JobStore store,
      JobReaper reaper,
      ScheduledRuns scheduled,
      JobQueue queue,
      HeldAttempts held,
      DatabaseGate gate,
      Set<Stage> stages,
      Runnable report,
      Consumer<Boolean> databaseThere,
      Runnable work) {
    this.store = store;
    this.reaper = reaper;
    this.scheduled = scheduled;
    this.queue = queue;
    this.held = held;
    this.gate = gate;
    this.stages = stages;
    this.report = report;
    this.databaseThere = databaseThere;
    this.work = work;
  }

  /// A job has ended: its run may be over.
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
    long tick = 0;
    boolean there = true;
    long lastTick = System.nanoTime();
    try {
      while (!stopped) {
        if (wake.tryAcquire(TICK.toNanos(), TimeUnit.NANOSECONDS)) {
          wake.drainPermits();
        }
        if (!gate.isOpen()) {
          if (there) {
            there = false;
            databaseThere.accept(false);
          }
          if (!probes.cameBack(store)) {
            continue;
          }
          gate.open();
          there = true;
          databaseThere.accept(true);
        }
        boolean fullTick = System.nanoTime() - lastTick >= TICK.toNanos();
        if (fullTick) {
          lastTick = System.nanoTime();
          tick++;
        }
        keepHouse(fullTick ? tick : -1);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepHouse(long tick) {
    try {
      settle();
      if (tick >= 0) {
        if (tick % TICKS_A_BEAT == 0) {
          store.beat(held.all());
        }
        if (tick % TICKS_A_REAP == 0) {
          reap();
        }
        if (tick % TICKS_A_REPORT == 0) {
          report.run();
        }
      }
      reaper.closeFinishedRuns();
      // Behind the closing: a run that has just ended is not in the way of the next.
      if (tick >= 0 && tick % TICKS_A_SCHEDULE == 0 && !scheduled.startDue().isEmpty()) {
        work.run();
      }
    } catch (RuntimeException e) {
      if (e instanceof InfrastructureTrouble trouble && trouble.closesGate()) {
        gate.close(String.valueOf(e.getMessage()));
      } else {
        LOG.warn("housekeeping failed, tried again in a second", e);
      }
    }
  }

  /// An attempt whose end is unknown is snoozed under its lease: if its commit did happen, the
  /// guard finds no running row and nothing changes.
  private void settle() {
    List<Attempt> unsettled = held.takeUnsettled();
    List<Attempt> left = new ArrayList<>(unsettled);
    try {
      for (Attempt attempt : unsettled) {
        try {
          store.snooze(attempt, Duration.ZERO, INTERRUPTED);
        } catch (LeaseLost over) {
          LOG.debug("{}: over or taken by another worker", attempt);
        }
        left.remove(attempt);
      }
    } finally {
      held.putBack(left);
    }
  }

  void reap() {
    int moved = reaper.rescueLostWorkers();
    for (Stage stage : stages) {
      boolean empty = queue.depth(stage).map(depth -> depth.ready() == 0).orElse(false);
      moved += reaper.recallStaleHints(stage, empty);
    }
    if (moved > 0) {
      LOG.info("{} jobs taken back from lost workers or lost hints", moved);
      work.run();
    }
  }

  /// 1 s, 2 s, 4 s ... 30 s between probes.
  private static final class ProbeInterval {
    private static final long LONGEST = Duration.ofSeconds(30).toNanos();
    private long wait = TICK.toNanos();
    private long next;

    boolean cameBack(JobStore store) {
      long now = System.nanoTime();
      if (now < next) {
        return false;
      }
      try {
        store.ping();
        wait = TICK.toNanos();
        next = 0;
        return true;
      } catch (RuntimeException stillAway) {
        LOG.debug("database still away: {}", stillAway.getMessage());
        next = now + wait;
        wait = Math.min(LONGEST, wait * 2);
        return false;
      }
    }
  }
}
