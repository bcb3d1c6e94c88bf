package dev.cutover.broker;

import dev.cutover.kit.TestQpid;
import org.junit.jupiter.api.BeforeAll;

/// The contract on the broker of the embedded profile.
class QpidJobQueueTest extends JobQueueContract {
  private static TestQpid qpid;

  @BeforeAll
  static void start() {
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
