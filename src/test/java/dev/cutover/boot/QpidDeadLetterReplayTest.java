package dev.cutover.boot;

import dev.cutover.kit.TestQpid;

class QpidDeadLetterReplayTest extends DeadLetterReplayContract {
  QpidDeadLetterReplayTest() {
    super(TestQpid.start());
  }
}
