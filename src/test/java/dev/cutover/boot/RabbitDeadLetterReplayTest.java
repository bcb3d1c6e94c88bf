package dev.cutover.boot;

import dev.cutover.kit.TestRabbit;

class RabbitDeadLetterReplayTest extends DeadLetterReplayContract {
  RabbitDeadLetterReplayTest() {
    super(TestRabbit.start());
  }
}
