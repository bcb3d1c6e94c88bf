package dev.cutover.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cutover.job.Stage;
import dev.cutover.kit.TestRabbit;
import dev.cutover.pipeline.Hint;
import dev.cutover.pipeline.JobQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Kills the broker under load, on a node of its own whose queues were declared once. A RabbitMQ
/// 3.10.8 in which quorum queues had just been deleted and declared again under the same name did
/// not get them back after kill -9 ("could not be restarted {error,enoent}"): consumers then get
/// 541, the hints in them are gone, and their rows are dispatched again once somebody deletes the
/// broken queue.
class RabbitKillTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private TestRabbit rabbit;
  private BrokerQueue queue;

  @BeforeEach
  void connect() {
    rabbit = TestRabbit.startOwn();
    queue = JobQueueContract.open(rabbit.url());
    await().atMost(PATIENCE).until(queue::canPublish);
  }

  @AfterEach
  void close() {
    queue.close();
    rabbit.close();
  }

  private static List<Hint> hints(int from, int count) {
    return JobQueueContract.hints(from, count);
  }

  @Test
  void case11_aKilledBrokerLosesNoConfirmedHint() throws Exception {
    killUnderLoad(1, 2);
  }

  @Test
  @Tag("campaign")
  void case11_tenKilledBrokersLoseNoConfirmedHint() throws Exception {
    killUnderLoad(10, 5);
  }

  private void killUnderLoad(int kills, int batchesBetween) throws Exception {
    Set<Hint> confirmed = ConcurrentHashMap.newKeySet();
    int next = 1;
    for (int kill = 0; kill < kills; kill++) {
      AtomicInteger sent = new AtomicInteger();
      int from = next;
      Thread publisher =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int n = 0; !Thread.currentThread().isInterrupted(); n++) {
                      List<Hint> batch = hints(from + n * 500, 500);
                      Set<Hint> lost = unconfirmed(batch);
                      sent.addAndGet(500);
                      List<Hint> good = new ArrayList<>(batch);
                      good.removeAll(lost);
                      confirmed.addAll(good);
                      if (good.isEmpty()) {
                        return;
                      }
                    }
                  });
      await().atMost(PATIENCE).until(() -> sent.get() >= batchesBetween * 500);
      rabbit.kill9();
      publisher.join(Duration.ofSeconds(20));
      assertThat(publisher.isAlive()).isFalse();
      next += sent.get() + 500;
      rabbit.restart();
      await().atMost(PATIENCE).until(queue::canPublish);
    }
    assertThat(confirmed.size()).isGreaterThanOrEqualTo(kills * batchesBetween * 500);
    Set<Hint> seen = ConcurrentHashMap.newKeySet();
    CollectingIntake intake =
        new CollectingIntake(r -> r.acknowledge()) {
          @Override
          public void hint(Hint hint, JobQueue.Receipt receipt) {
            seen.add(hint);
            receipt.acknowledge();
          }
        };
    queue.consume(Stage.EXTRACT, 500, intake);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(confirmed.stream().filter(hint -> !seen.contains(hint)).count())
                    .as(
                        "missing of %d confirmed, %d seen, queue %s, trouble %s",
                        confirmed.size(), seen.size(), queue.depth(Stage.EXTRACT), queue.trouble())
                    .isZero());
  }

  private Set<Hint> unconfirmed(List<Hint> hints) {
    try {
      return queue.publish(Stage.EXTRACT, hints);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
