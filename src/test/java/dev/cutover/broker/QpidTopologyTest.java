package dev.cutover.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.cutover.TopologyReport;
import dev.cutover.kit.TestQpid;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QpidTopologyTest extends TopologyContract {
  private static TestQpid qpid;

  @BeforeAll
  static void start() {
    qpid = TestQpid.start();
  }

  @Override
  String url() {
    return qpid.url();
  }

  @Test
  void theServerIsRecognised() throws Exception {
    TopologyReport report = inspector.show();
    assertThat(report.dialect()).isEqualTo(Dialect.QPID);
    assertThat(report.server()).contains("10.1");
  }
}
