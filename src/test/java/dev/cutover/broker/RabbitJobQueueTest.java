package dev.cutover.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cutover.job.Stage;
import dev.cutover.kit.TestRabbit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The contract on RabbitMQ.
class RabbitJobQueueTest extends JobQueueContract {
  private static TestRabbit rabbit;

  @BeforeAll
  static void start() {
    rabbit = TestRabbit.start();
  }

  @Override
  String url() {
    return rabbit.url();
  }

  @Override
  void stopBroker() {
    rabbit.stop();
  }

  @Override
  void restartBroker() {
    rabbit.restart();
  }

  @Test
  void confirmedHintsOutliveARestartOfTheBroker() throws Exception {
    assertThat(queue.publish(Stage.TRANSFORM, hints(1, 5))).isEmpty();
    stopBroker();
    restartBroker();
    await().atMost(PATIENCE).until(queue::canPublish);
    awaitReady(Stage.TRANSFORM, 5);
  }
}
