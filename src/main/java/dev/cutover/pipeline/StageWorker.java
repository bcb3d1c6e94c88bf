package dev.cutover.pipeline;

import dev.cutover.job.JobId;
import dev.cutover.job.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One stage in this process: takes hints as they come, claims as many jobs as its slots can carry
/// in one statement, runs them, acknowledges. Holds no more hints than the prefetch.
final class StageWorker implements JobQueue.Intake, Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(StageWorker.class);
  static final int PREFETCH = 512;
  private static final int LARGEST_CHUNK = 128;
  private static final Duration FIRST_PATIENCE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(30);
  private static final double CHUNK_NANOS = Duration.ofMillis(60).toNanos();

  private final Stage stage;
  private final int slots;
  private final JobStore store;
  private final MessageStore messages;
  private final AttemptRunner runner;
  private final HeldAttempts held;
  private final DatabaseGate gate;
  private final WorkerTally tally;
  private final Runnable hintsTaken;
  private final LinkedBlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
  private final Semaphore freeSlots;
  private final ExecutorService threads;
  // Only the claimer's thread uses it.
  private Duration patience = FIRST_PATIENCE;
  private volatile boolean stopped;
  private volatile double nanosAJob = CHUNK_NANOS;

  private sealed interface Delivery {
    JobQueue.Receipt receipt();
  }

  private record HintDelivery(Hint hint, JobQueue.Receipt receipt) implements Delivery {}

  private record JobDelivery(JobQueue.ForeignJob job, JobQueue.Receipt receipt)
      implements Delivery {}

  private record DeadDelivery(JobQueue.DeadMessage message, JobQueue.Receipt receipt)
      implements Delivery {}

  StageWorker(
      Stage stage,
      int slots,
      JobStore store,
      MessageStore messages,
      AttemptRunner runner,
      HeldAttempts held,
      DatabaseGate gate,
      WorkerTally tally,
      Runnable hintsTaken) {
    this.stage = stage;
    this.slots = slots;
    this.store = store;
    this.messages = messages;
    this.runner = runner;
    this.held = held;
    this.gate = gate;
    this.tally = tally;
    this.hintsTaken = hintsTaken;
    this.freeSlots = new Semaphore(slots);
    this.threads =
        Executors.newFixedThreadPool(
            slots, Thread.ofPlatform().name(stage.word() + "-", 1).factory());
  }

  Stage stage() {
    return stage;
  }

  @Override
  public void hint(Hint hint, JobQueue.Receipt receipt) {
    deliveries.add(new HintDelivery(hint, receipt));
  }

  @Override
  public void foreignJob(JobQueue.ForeignJob job, JobQueue.Receipt receipt) {
    deliveries.add(new JobDelivery(job, receipt));
  }

  @Override
  public void unreadable(JobQueue.DeadMessage message, JobQueue.Receipt receipt) {
    deliveries.add(new DeadDelivery(message, receipt));
  }

  /// The claimer's loop.
  @Override
  public void run() {
    try {
      while (!stopped) {
        if (!gate.awaitOpen(Duration.ofSeconds(1))) {
          continue;
        }
        Delivery first = deliveries.poll(200, TimeUnit.MILLISECONDS);
        if (first != null) {
          takeFrom(first);
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeFrom(Delivery first) throws InterruptedException {
    List<Delivery> batch = new ArrayList<>();
    batch.add(first);
    try {
      if (!freeSlots.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        patience = patience.multipliedBy(2);
        patience = patience.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : patience;
        deliveries.drainTo(batch);
        giveBack(batch);
        return;
      }
      patience = FIRST_PATIENCE;
      int free = 1 + freeSlots.drainPermits();
      int chunk = chunkSize();
      deliveries.drainTo(batch, free * chunk - 1);
      int used = 0;
      try {
        used = start(batch, free, chunk);
      } finally {
        freeSlots.release(free - used);
      }
    } catch (InterruptedException stop) {
      batch.forEach(each -> each.receipt().release());
      throw stop;
    }
  }

  /// All slots have long jobs: the jobs behind these hints go back to the table, from where they
  /// are dispatched to whoever is free. Without this they would wait here while other workers are
  /// idle.
  private void giveBack(List<Delivery> batch) {
    List<Hint> hints = new ArrayList<>();
    for (Delivery delivery : batch) {
      if (delivery instanceof HintDelivery(Hint hint, JobQueue.Receipt _)) {
        hints.add(hint);
      }
    }
    try {
      store.recall(hints, "all slots of the worker are busy");
      for (Delivery delivery : batch) {
        if (delivery instanceof HintDelivery) {
          delivery.receipt().acknowledge();
        } else {
          delivery.receipt().release();
        }
      }
    } catch (RuntimeException e) {
      batch.forEach(each -> each.receipt().release());
      if (e instanceof InfrastructureTrouble trouble && trouble.closesGate()) {
        gate.close(String.valueOf(e.getMessage()));
      } else {
        LOG.warn("hints of {} could not be given back; the broker has them", stage.word(), e);
      }
    }
  }

  /// How many jobs one slot takes at once: enough for about 60 ms of work, one when jobs are long.
  private int chunkSize() {
    return (int) Math.clamp(CHUNK_NANOS / nanosAJob, 1, LARGEST_CHUNK);
  }

  /// @return slots in use now
  private int start(List<Delivery> batch, int free, int chunk) {
    Map<JobId, List<JobQueue.Receipt>> hinted = new HashMap<>();
    try {
      for (Delivery delivery : batch) {
        switch (delivery) {
          case HintDelivery(Hint hint, JobQueue.Receipt receipt) ->
              hinted.computeIfAbsent(hint.job(), _ -> new ArrayList<>()).add(receipt);
          case JobDelivery(JobQueue.ForeignJob job, JobQueue.Receipt receipt) -> {
            messages.accept(job).ifPresent(refused -> LOG.warn("job message refused: {}", refused));
            receipt.acknowledge();
          }
          case DeadDelivery(JobQueue.DeadMessage message, JobQueue.Receipt receipt) -> {
            messages.bury(message);
            receipt.acknowledge();
          }
        }
      }
      return hinted.isEmpty() ? 0 : claimAndRun(hinted, free, chunk);
    } catch (RuntimeException e) {
      batch.forEach(each -> each.receipt().release());
      if (e instanceof InfrastructureTrouble trouble && trouble.closesGate()) {
        gate.close(String.valueOf(e.getMessage()));
      } else {
        LOG.error("claiming {} jobs failed; the hints went back", stage.word(), e);
      }
      return 0;
    } finally {
      hintsTaken.run();
    }
  }

  private int claimAndRun(Map<JobId, List<JobQueue.Receipt>> hinted, int free, int chunk) {
    List<Attempt> won = store.claim(stage, hinted.keySet());
    held.take(won);
    int hints = hinted.values().stream().mapToInt(List::size).sum();
    tally.staleHints(hints - won.size());
    Map<JobId, List<JobQueue.Receipt>> mine = new HashMap<>();
    for (Attempt attempt : won) {
      List<JobQueue.Receipt> receipts = hinted.remove(attempt.job());
      mine.put(attempt.job(), receipts == null ? List.of() : receipts);
    }
    hinted.values().forEach(receipts -> receipts.forEach(JobQueue.Receipt::acknowledge));
    int used = 0;
    int size = Math.max(1, Math.min(chunk, (won.size() + free - 1) / free));
    for (int from = 0; from < won.size(); from += size) {
      List<Attempt> share = List.copyOf(won.subList(from, Math.min(won.size(), from + size)));
      threads.execute(() -> runShare(share, mine));
      used++;
    }
    return used;
  }

  private void runShare(List<Attempt> share, Map<JobId, List<JobQueue.Receipt>> receipts) {
    long start = System.nanoTime();
    try {
      runner.run(share);
    } finally {
      share.forEach(
          each ->
              receipts.getOrDefault(each.job(), List.of()).forEach(JobQueue.Receipt::acknowledge));
      double each = (double) (System.nanoTime() - start) / share.size();
      nanosAJob = 0.7 * nanosAJob + 0.3 * each;
      freeSlots.release();
      hintsTaken.run();
    }
  }

  /// Gives back what is not claimed yet and lets running jobs come to their next page.
  void stop() {
    stopped = true;
    for (Delivery next = deliveries.poll(); next != null; next = deliveries.poll()) {
      next.receipt().release();
    }
    threads.shutdown();
  }

  /// Drops hints that wait here: the broker has taken them back.
  void forgetDeliveries() {
    deliveries.clear();
  }

  boolean awaitIdle(Duration atMost) throws InterruptedException {
    return threads.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  void interruptJobs() {
    threads.shutdownNow();
  }

  int slots() {
    return slots;
  }
}
