package dev.cutover.boot;

import dev.cutover.kit.TestQpid;
import org.junit.jupiter.api.BeforeAll;

class QpidDeadLetterReplayTest extends DeadLetterReplayContract {
  private static TestQpid qpid;

  @BeforeAll
  static void startQpid() {
    qpid = TestQpid.start();
  }

  @Override
  String url() {
    return qpid.url();
  }

  @Override
  void stopBroker() {
    qpid.stop();
  }

  @Override
  void restartBroker() {
    qpid.restart();
  }
}
