package dev.cutover.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cutover.job.Stage;
import dev.cutover.pipeline.JobQueue.Depth;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What RabbitMQ moves to the dead queues reaches the intake with its reason.
class RabbitDeadLetterTest extends RabbitCase {
  @Test
  void case27_hintsThatAnAdministratorsPolicyLetsExpireArriveAsDeadLetters() throws Exception {
    rabbit.rabbitmqctl(
        "set_policy", "ttl", "^etl\\.load$", "{\"message-ttl\":300}", "--apply-to", "queues");
    try {
      CollectingIntake intake = new CollectingIntake();
      queue.publish(Stage.LOAD, hints(1, 2));
      queue.consumeDeadLetters(intake);
      await().atMost(PATIENCE).until(() -> intake.dead.size() == 2);
      assertThat(intake.dead.getFirst().origin()).isEqualTo("etl.load");
      assertThat(intake.dead.getFirst().reason()).contains("expired in etl.load", "hint of job");
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(queue.deadDepth(Stage.LOAD)).contains(new Depth(0, 1)));
    } finally {
      rabbit.rabbitmqctl("clear_policy", "ttl");
    }
  }

  @Test
  void aHintThatIsReleasedTooOftenDiesIntoTheDeadQueue() throws Exception {
    CollectingIntake releasing = new CollectingIntake(r -> r.release());
    queue.consume(Stage.EXTRACT, 1, releasing);
    queue.publish(Stage.EXTRACT, hints(3, 1));
    CollectingIntake dead = new CollectingIntake();
    queue.consumeDeadLetters(dead);
    await().atMost(PATIENCE).until(() -> dead.dead.size() == 1);
    assertThat(releasing.hints).hasSize(Topology.DELIVERY_LIMIT + 1);
    assertThat(dead.dead.getFirst().origin()).isEqualTo("etl.extract");
    assertThat(dead.dead.getFirst().reason()).contains("delivery_limit");
    assertThat(dead.dead.getFirst().headersJson()).contains("\"x-death\"");
  }

  @Test
  void aDeadLetterStaysInTheBrokerUntilItIsAcknowledged() throws Exception {
    try (RawClient raw = new RawClient(rabbit.url())) {
      raw.channel.basicPublish("", "etl.load.dead", null, new byte[] {1, 2, 3});
      raw.channel.waitForConfirmsOrDie(5_000);
    }
    CollectingIntake intake = CollectingIntake.holding();
    queue.consumeDeadLetters(intake);
    await().atMost(PATIENCE).until(() -> intake.dead.size() == 1);
    assertThat(intake.dead.getFirst().body()).containsExactly(1, 2, 3);
    assertThat(intake.dead.getFirst().origin()).isEqualTo("etl.load.dead");
    queue.stopDeadLetters();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(queue.deadDepth(Stage.LOAD)).contains(new Depth(1, 0)));
  }

  @Test
  void aTestMessageAmongDeadLettersIsDropped() throws Exception {
    try (RawClient raw = new RawClient(rabbit.url())) {
      raw.channel.basicPublish("", "etl.load.dead", null, HintCodec.probe(UUID.randomUUID()));
      raw.channel.waitForConfirmsOrDie(5_000);
    }
    CollectingIntake intake = new CollectingIntake();
    queue.consumeDeadLetters(intake);
    await().atMost(PATIENCE).until(() -> queue.probesSeen() == 1);
    assertThat(intake.dead).isEmpty();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(queue.deadDepth(Stage.LOAD)).contains(new Depth(0, 1)));
  }
}
