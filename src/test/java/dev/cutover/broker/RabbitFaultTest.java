package dev.cutover.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cutover.job.Problem;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.Hint;
import dev.cutover.pipeline.JobQueue.Depth;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a RabbitMQ node can do to us.
class RabbitFaultTest extends RabbitCase {
  @Override
  @AfterEach
  void close() {
    super.close();
    rabbit.restart();
  }

  static Duration timed(Runnable work) {
    long began = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private String troubleCode() {
    return queue.trouble().map(Problem::code).orElse("");
  }

  @ParameterizedTest
  @CsvSource({
    "set_vm_memory_high_watermark 0.00001, set_vm_memory_high_watermark 0.4, memory",
    "set_disk_free_limit 10000GB, set_disk_free_limit 1MB, disk"
  })
  void case18_case19_anAlarmPausesPublishingOnlyAndCloseIsQuick(
      String raise, String lift, String named) throws Exception {
    assertThat(queue.publish(Stage.EXTRACT, hints(1, 20))).isEmpty();
    rabbit.rabbitmqctl(raise.split(" "));
    try {
      // The broker tells a connection of the alarm when it publishes.
      Duration publish = timed(() -> assertThat(unconfirmed(hints(50, 5))).isNotEmpty());
      assertThat(publish).isLessThan(Duration.ofSeconds(6));
      assertThat(queue.canPublish()).isFalse();
      assertThat(troubleCode()).isEqualTo("broker.blocked");
      assertThat(queue.trouble().orElseThrow().what()).contains(named);
      assertThat(timed(() -> assertThat(unconfirmed(hints(60, 5))).hasSize(5)))
          .isLessThan(Duration.ofSeconds(1));

      CollectingIntake intake = new CollectingIntake();
      queue.consume(Stage.EXTRACT, 5, intake);
      await().atMost(PATIENCE).until(() -> intake.hints.size() >= 20);
      assertThat(queue.depth(Stage.EXTRACT)).isPresent();

      assertThat(timed(queue::close)).isLessThan(Duration.ofSeconds(3));
    } finally {
      rabbit.rabbitmqctl(lift.split(" "));
    }
  }

  @Test
  void case18_publishingGoesOnWhenTheAlarmIsOver() throws Exception {
    rabbit.rabbitmqctl("set_vm_memory_high_watermark", "0.00001");
    try {
      unconfirmed(hints(1, 5));
      await().atMost(PATIENCE).until(() -> !queue.canPublish());
    } finally {
      rabbit.rabbitmqctl("set_vm_memory_high_watermark", "0.4");
    }
    await().atMost(PATIENCE).until(queue::canPublish);
    assertThat(queue.trouble()).isEmpty();
    assertThat(queue.publish(Stage.EXTRACT, hints(10, 5))).isEmpty();
  }

  @Test
  void case20_aConsumerThatTheBrokerTimedOutIsRebuilt() throws Exception {
    // The node looks at each new channel's deliveries every second, and allows them two.
    rabbit.eval("application:set_env(rabbit, consumer_timeout, 2000).");
    rabbit.eval("application:set_env(rabbit, channel_tick_interval, 1000).");
    try (BrokerQueue slow = JobQueueContract.open(rabbit.url())) {
      CollectingIntake intake = CollectingIntake.holding();
      slow.consume(Stage.LOAD, 1, intake);
      await().atMost(PATIENCE).until(slow::canPublish);
      slow.publish(Stage.LOAD, hints(1, 1));
      await().atMost(PATIENCE).until(() -> intake.hints.size() == 2);

      intake.receipts.get(0).acknowledge();
      intake.receipts.get(1).acknowledge();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(slow.depth(Stage.LOAD)).contains(new Depth(0, 1)));
      assertThat(intake.hints).containsOnly(hints(1, 1).getFirst());
    } finally {
      rabbit.eval("application:set_env(rabbit, consumer_timeout, 1800000).");
      rabbit.eval("application:set_env(rabbit, channel_tick_interval, 60000).");
    }
  }

  @Test
  void case21_aFrozenBrokerIsNoticedWithinTwoHeartbeatsAndUsedAgain() throws Exception {
    CollectingIntake intake = new CollectingIntake();
    queue.consume(Stage.LOAD, 5, intake);
    queue.publish(Stage.LOAD, hints(1, 1));
    await().atMost(PATIENCE).until(() -> intake.hints.size() == 1);
    rabbit.suspend();
    try {
      assertThat(timed(() -> assertThat(queue.depth(Stage.LOAD)).isEmpty()))
          .isLessThan(Duration.ofMillis(2_500));
      assertThat(timed(() -> assertThat(queue.depth(Stage.EXTRACT)).isEmpty()))
          .isLessThan(Duration.ofMillis(500));
      // Heartbeat 2 s in this test.
      await().atMost(Duration.ofSeconds(5)).until(() -> !queue.canPublish());
      await().atMost(PATIENCE).until(() -> troubleCode().equals("broker.unreachable"));
    } finally {
      rabbit.resume();
    }
    await().atMost(PATIENCE).until(() -> queue.publish(Stage.LOAD, hints(2, 1)).isEmpty());
    await().atMost(PATIENCE).until(() -> intake.hints.contains(hints(2, 1).getFirst()));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(queue.depth(Stage.LOAD)).contains(new Depth(0, 1)));
  }

  @Test
  void case21_closeIsQuickWhileTheBrokerIsFrozen() {
    rabbit.suspend();
    try {
      assertThat(timed(queue::close)).isLessThan(Duration.ofSeconds(3));
    } finally {
      rabbit.resume();
    }
  }

  @Test
  void case23_aBrokerThatIsNotThereAtLaunchIsUsedWhenItComes() throws Exception {
    rabbit.stop();
    queue.close();
    long began = System.nanoTime();
    try (BrokerQueue early = JobQueueContract.open(rabbit.url())) {
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
      CollectingIntake intake = new CollectingIntake();
      early.consume(Stage.EXTRACT, 5, intake);
      assertThat(early.publish(Stage.EXTRACT, hints(1, 2))).hasSize(2);
      await()
          .atMost(PATIENCE)
          .until(() -> early.trouble().map(Problem::code).orElse("").equals("broker.unreachable"));

      rabbit.restart();

      await().atMost(PATIENCE).until(() -> early.publish(Stage.EXTRACT, hints(1, 2)).isEmpty());
      await().atMost(PATIENCE).until(() -> intake.hints.size() >= 2);
      assertThat(early.trouble()).isEmpty();
    }
  }

  @Test
  void case12_afterTheBrokersDataIsLostTheTopologyIsThereAgain() throws Exception {
    CollectingIntake intake = new CollectingIntake();
    queue.consume(Stage.EXTRACT, 5, intake);
    queue.publish(Stage.LOAD, hints(1, 3));
    rabbit.kill9();
    rabbit.wipeData();
    rabbit.restart();
    await().atMost(PATIENCE).until(() -> queue.publish(Stage.EXTRACT, hints(7, 1)).isEmpty());
    await().atMost(PATIENCE).until(() -> intake.hints.contains(hints(7, 1).getFirst()));
    assertThat(queue.depth(Stage.LOAD)).contains(new Depth(0, 0));
    assertThat(new TopologyInspector(BrokerAddress.parse(rabbit.url())).show().ok()).isTrue();
  }

  @Test
  void case26_hintsBeyondTheQueuesLimitAreRefusedAndNamed() throws Exception {
    rabbit.rabbitmqctl(
        "set_policy", "small", "^etl\\.load$", "{\"max-length\":10}", "--apply-to", "queues");
    try {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                Set<Hint> lost = queue.publish(Stage.LOAD, hints(1, 100));
                assertThat(lost.size()).isBetween(1, 100);
              });
      assertThat(queue.depth(Stage.LOAD).orElseThrow().ready()).isLessThan(200);
      assertThat(queue.canPublish()).isTrue();
    } finally {
      rabbit.rabbitmqctl("clear_policy", "small");
    }
  }

  private Set<Hint> unconfirmed(List<Hint> hints) {
    try {
      return queue.publish(Stage.EXTRACT, hints);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
