package dev.cutover.boot;

import dev.cutover.kit.TestRabbit;
import org.junit.jupiter.api.BeforeAll;

class RabbitDeadLetterReplayTest extends DeadLetterReplayContract {
  private static TestRabbit rabbit;

  @BeforeAll
  static void startRabbit() {
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
