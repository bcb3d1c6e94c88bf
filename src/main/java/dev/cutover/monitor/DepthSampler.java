package dev.cutover.monitor;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Samples the depths once a second on a thread of its own, for as long as it is open.
public final class DepthSampler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DepthSampler.class);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final QueueDepths depths;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  public DepthSampler(QueueDepths depths) {
    this.depths = depths;
    this.thread = Thread.ofPlatform().daemon().name("depth-sampler").start(this::run);
  }

  public QueueDepths depths() {
    return depths;
  }

  private void run() {
    try {
      long due = System.nanoTime();
      do {
        try {
          depths.sample();
        } catch (RuntimeException e) {
          LOG.warn("no sample of the depths was taken; the next one follows", e);
        }
        // A sample that took long is not made up for by a burst.
        due = Math.max(due + SECOND, System.nanoTime());
      } while (!stop.await(due - System.nanoTime(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop.countDown();
    thread.interrupt();
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
