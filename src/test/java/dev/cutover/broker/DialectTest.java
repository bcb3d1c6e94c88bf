package dev.cutover.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.Stage;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DialectTest {

  @ParameterizedTest
  @CsvSource({
    "RabbitMQ, 3.10.8, RABBITMQ_3",
    "RabbitMQ, 3.10.0-rc.1, RABBITMQ_3",
    "RabbitMQ, 3.13.7+2.g1, RABBITMQ_3",
    "RabbitMQ, 4.0.1, RABBITMQ_4",
    "RabbitMQ, 4.3.0-beta.2, RABBITMQ_4",
    "RabbitMQ, 10.0.0, RABBITMQ_4",
    "RabbitMQ, 3.9.29, PLAIN",
    "RabbitMQ, 2.8.7, PLAIN",
    "RabbitMQ, unknown, PLAIN",
    "RabbitMQ, '', PLAIN",
    "RabbitMQ, 99999999999.1, PLAIN",
    "qpid, 10.1.0, QPID",
    "Apache Qpid Broker-J, 9.2.0, QPID",
    "LavinMQ, 2.1.0, PLAIN",
    "'', '', PLAIN"
  })
  void case28_theVersionAServerTellsChoosesTheDialect(
      String product, String version, Dialect expected) {
    assertThat(Dialect.of(product, version)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void case17_noDialectEverAsksForPriorities(Dialect dialect) {
    for (Topology.Queue queue : Topology.queues()) {
      assertThat(dialect.arguments(queue).keySet()).noneMatch(key -> key.contains("priorit"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"QPID", "PLAIN"})
  void aServerThatMayNotKnowAnArgumentGetsNone(Dialect dialect) {
    for (Topology.Queue queue : Topology.queues()) {
      assertThat(dialect.arguments(queue)).isEmpty();
    }
    assertThat(dialect.deadLetters()).isFalse();
  }

  @Test
  void aWorkQueueOfRabbitHasLimitsAndADeadLetterExchange() {
    assertThat(Dialect.RABBITMQ_3.arguments(Topology.work(Stage.LOAD)))
        .isEqualTo(
            Map.of(
                "x-queue-type", "quorum",
                "x-delivery-limit", 20,
                "x-dead-letter-exchange", "etl.dlx",
                "x-dead-letter-routing-key", "load",
                "x-dead-letter-strategy", "at-least-once",
                "x-overflow", "reject-publish",
                "x-max-length", 100_000));
    assertThat(Dialect.RABBITMQ_4.arguments(Topology.work(Stage.LOAD)))
        .isEqualTo(Dialect.RABBITMQ_3.arguments(Topology.work(Stage.LOAD)));
  }

  @Test
  void aDeadQueueLosesNothingOnRabbitFourEither() {
    assertThat(Dialect.RABBITMQ_3.arguments(Topology.dead(Stage.LOAD)))
        .isEqualTo(Map.of("x-queue-type", "quorum"));
    assertThat(Dialect.RABBITMQ_4.arguments(Topology.dead(Stage.LOAD)))
        .isEqualTo(Map.of("x-queue-type", "quorum", "x-delivery-limit", -1));
  }

  @Test
  void thePoliciesSayTheSameAsTheArguments() {
    for (Topology.Policy policy : Topology.policies()) {
      Stage stage = Stage.of(policy.name().substring("cutover-".length())).orElseThrow();
      assertThat(stage.queue()).matches(policy.pattern());
      assertThat(stage.queue() + ".dead").doesNotMatch(policy.pattern());
      Map<String, Object> arguments =
          new HashMap<>(Dialect.RABBITMQ_3.arguments(Topology.work(stage)));
      arguments.remove("x-queue-type");
      policy
          .definition()
          .forEach((key, value) -> assertThat(arguments.remove("x-" + key)).isEqualTo(value));
      assertThat(arguments).isEmpty();
    }
  }
}
