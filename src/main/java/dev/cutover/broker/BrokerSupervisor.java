package dev.cutover.broker;

import dev.cutover.job.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one [BrokerSession] alive: opens it, serves it until any part of it ends, closes all of
/// it, waits, begins anew. The client library's own recovery stays off: it ignores closed channels
/// and cancelled consumers, and knows nothing of what should exist.
final class BrokerSupervisor {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerSupervisor.class);
  private static final Duration GOOD_BYE = Duration.ofMillis(1_500);
  private static final Duration LEEWAY = Duration.ofMillis(500);
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final BrokerConnector connector;
  private final BrokerTiming timing;
  private final Backoff backoff;
  private final Runnable repaired;
  private final Map<String, Subscription> wanted = new ConcurrentHashMap<>();
  private final Semaphore changes = new Semaphore(0);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("broker-supervisor").unstarted(this::supervise);
  private boolean welcomed;
  private volatile boolean repairDue;
  private volatile @Nullable BrokerSession session;
  private volatile @Nullable Problem problem;

  /// @param repaired called when the topology was seen to be whole for a watchdog period
  BrokerSupervisor(BrokerConnector connector, Backoff backoff, Runnable repaired) {
    this.connector = connector;
    this.timing = connector.timing();
    this.backoff = backoff;
    this.repaired = repaired;
    this.problem =
        new Problem(
            "broker.connecting",
            "The connection to the broker " + connector.address().place() + " is being opened.",
            "Wait a moment.");
  }

  void start() {
    thread.start();
  }

  /// The session in use, null while there is none.
  @Nullable BrokerSession session() {
    return session;
  }

  /// Why there is no session, null while there is one.
  @Nullable Problem problem() {
    return problem;
  }

  void want(Subscription subscription) {
    wanted.put(subscription.queue(), subscription);
    changes.release();
  }

  void unwant(String queue) {
    wanted.remove(queue);
    BrokerSession current = session;
    if (current != null) {
      current.silence(queue);
    }
    changes.release();
  }

  void repairSoon() {
    repairDue = true;
    changes.release();
  }

  /// Ends within [#GOOD_BYE] and a little, whatever the broker does.
  void close() {
    long end = System.nanoTime() + GOOD_BYE.plus(LEEWAY).toNanos();
    BrokerSession current = session;
    closed.countDown();
    changes.release();
    connector.cutAttempts();
    if (current != null) {
      current.close(GOOD_BYE);
    }
    try {
      thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void supervise() {
    try {
      while (!closed.await(connectAndServe().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("connecting to the broker again");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return how long to wait before the next try
  private Duration connectAndServe() throws InterruptedException {
    long began = System.nanoTime();
    @Nullable BrokerSession opened = null;
    try {
      opened = BrokerSession.open(connector, changes::release);
      session = opened;
      if (isClosed()) {
        return Duration.ZERO;
      }
      problem = null;
      welcomed = true;
      LOG.info("Connected to the broker {} ({})", connector.address().place(), opened.server());
      serve(opened);
      return pauseAfter(began, opened.failure());
    } catch (IOException | TimeoutException | RuntimeException e) {
      Throwable first = opened == null ? null : opened.failure();
      return pauseAfter(began, first == null ? e : first);
    } finally {
      session = null;
      if (opened != null) {
        opened.close(GOOD_BYE);
      }
    }
  }

  private void serve(BrokerSession current)
      throws IOException, TimeoutException, InterruptedException {
    long beat = Math.min(BEAT.toNanos(), timing.watchdog().toNanos());
    long watched = System.nanoTime();
    while (!isClosed() && current.failure() == null) {
      current.align(wanted);
      current.checkPublisher();
      boolean whole = !repairDue;
      if (repairDue) {
        repairDue = false;
        current.repairTopology();
      }
      if (System.nanoTime() - watched >= timing.watchdog().toNanos()) {
        watched = System.nanoTime();
        current.checkConsumers();
        if (whole) {
          repaired.run();
        }
      }
      if (changes.tryAcquire(beat, TimeUnit.NANOSECONDS)) {
        changes.drainPermits();
      }
    }
  }

  private Duration pauseAfter(long began, @Nullable Throwable cause) {
    if (isClosed()) {
      return Duration.ZERO;
    }
    BrokerFailure failure =
        cause instanceof TopologyMissing missing
            ? new BrokerFailure(missing.problem(), true)
            : BrokerFailure.of(connector.address(), cause);
    if (System.nanoTime() - began > timing.retryLast().toNanos()) {
      backoff.reset();
    }
    // Who was let in before is refused by a broker that is still starting: its port opens before
    // its users and virtual hosts are there.
    Duration pause = failure.refused() && !welcomed ? timing.refusedPause() : backoff.next();
    tell(failure.problem(), cause);
    return pause;
  }

  /// Once per kind of trouble, not once per try.
  private void tell(Problem now, @Nullable Throwable cause) {
    Problem before = problem;
    problem = now;
    if (before == null || !before.equals(now)) {
      LOG.warn("{}", now);
    }
    LOG.debug("broker session ended", cause);
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }
}
