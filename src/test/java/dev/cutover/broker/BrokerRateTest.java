package dev.cutover.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cutover.job.Stage;
import dev.cutover.kit.TestQpid;
import dev.cutover.kit.TestRabbit;
import dev.cutover.pipeline.Hint;
import dev.cutover.pipeline.JobQueue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How many hints a second go out confirmed, and come in acknowledged. The figures asserted are far
/// below those seen on two cores, so that only a mistake fails them.
@Tag("campaign")
class BrokerRateTest {
  private static final int BATCH = 500;

  @Test
  void rabbitCarriesAtLeastTenThousandHintsASecond() throws Exception {
    measure(TestRabbit.start().url(), 100_000, 10_000);
  }

  @Test
  void theEmbeddedBrokerCarriesAtLeastAThousandHintsASecond() throws Exception {
    measure(TestQpid.start().url(), 20_000, 1_000);
  }

  private static void measure(String url, int count, int atLeast) throws Exception {
    try (RawClient raw = new RawClient(url)) {
      raw.removeTopology();
    }
    try (BrokerQueue queue = JobQueueContract.open(url, BrokerTiming.STANDARD)) {
      await().atMost(Duration.ofSeconds(20)).until(queue::canPublish);
      for (int round = 1; round <= 2; round++) {
        double out = publish(queue, count);
        double in = consume(queue, count);
        System.out.printf(
            "%s round %d: %,.0f confirmed hints/s out, %,.0f acknowledged hints/s in%n",
            queue.server().orElse("?"), round, out, in);
        if (round == 2) {
          assertThat(out).isGreaterThan(atLeast);
          assertThat(in).isGreaterThan(atLeast);
        }
      }
      double both = bothWays(queue, count);
      System.out.printf(
          "%s: %,.0f hints/s through, out and in at once%n", queue.server().orElse("?"), both);
    }
  }

  private static double publish(BrokerQueue queue, int count) throws InterruptedException {
    long began = System.nanoTime();
    for (int from = 1; from <= count; from += BATCH) {
      List<Hint> hints = JobQueueContract.hints(from, BATCH);
      assertThat(queue.publish(Stage.TRANSFORM, hints)).isEmpty();
    }
    return count / seconds(began);
  }

  /// Acknowledges on a thread of its own, in the way of a worker.
  private static double consume(BrokerQueue queue, int count) throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    LinkedBlockingQueue<JobQueue.Receipt> receipts = new LinkedBlockingQueue<>();
    Thread acknowledger =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    while (done.get() < count) {
                      receipts.take().acknowledge();
                      done.incrementAndGet();
                    }
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  }
                });
    long began = System.nanoTime();
    queue.consume(Stage.TRANSFORM, 512, new Handing(receipts));
    acknowledger.join(Duration.ofSeconds(60));
    double rate = done.get() / seconds(began);
    queue.stopConsuming(Stage.TRANSFORM);
    return rate;
  }

  private static double bothWays(BrokerQueue queue, int count) throws Exception {
    Thread publisher =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    publish(queue, count);
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  }
                });
    double rate = consume(queue, count);
    publisher.join();
    return rate;
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private record Handing(LinkedBlockingQueue<JobQueue.Receipt> receipts)
      implements JobQueue.Intake {
    @Override
    public void hint(Hint hint, JobQueue.Receipt receipt) {
      receipts.add(receipt);
    }

    @Override
    public void foreignJob(JobQueue.ForeignJob job, JobQueue.Receipt receipt) {
      throw new AssertionError(job);
    }

    @Override
    public void unreadable(JobQueue.DeadMessage message, JobQueue.Receipt receipt) {
      throw new AssertionError(message.reason());
    }
  }
}
