package dev.cutover.broker;

import dev.cutover.kit.TestQpid;

/// The contract on the broker of the embedded profile.
class QpidJobQueueTest extends JobQueueContract {
  QpidJobQueueTest() {
    super(TestQpid.start());
  }
}
