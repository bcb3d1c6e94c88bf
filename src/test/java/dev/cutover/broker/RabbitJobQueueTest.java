package dev.cutover.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cutover.job.Stage;
import dev.cutover.kit.TestRabbit;
import org.junit.jupiter.api.Test;

/// The contract on RabbitMQ.
class RabbitJobQueueTest extends JobQueueContract {
  RabbitJobQueueTest() {
    super(TestRabbit.start());
  }

  @Test
  void confirmedHintsOutliveARestartOfTheBroker() throws Exception {
    assertThat(queue.publish(Stage.TRANSFORM, hints(1, 5))).isEmpty();
    broker.stop();
    broker.restart();
    await().atMost(PATIENCE).until(queue::canPublish);
    awaitReady(Stage.TRANSFORM, 5);
  }
}
