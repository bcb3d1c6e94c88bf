package dev.cutover.broker;

import dev.cutover.kit.TestRabbit;
import org.junit.jupiter.api.BeforeAll;

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
}
