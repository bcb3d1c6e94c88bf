package dev.cutover.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cutover.cutover.TopologyDifference;
import dev.cutover.cutover.TopologyReport;
import dev.cutover.job.Stage;
import dev.cutover.kit.TestPorts;
import dev.cutover.pipeline.BrokerUnavailable;
import dev.cutover.pipeline.JobQueue.Depth;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Show, apply and verify on any broker.
abstract class TopologyContract {
  static final Duration PATIENCE = JobQueueContract.PATIENCE;

  RawClient raw;
  TopologyInspector inspector;

  abstract String url();

  @BeforeEach
  void emptyBroker() throws Exception {
    raw = new RawClient(url());
    raw.removeTopology();
    inspector = new TopologyInspector(BrokerAddress.parse(url()));
  }

  @AfterEach
  void disconnect() {
    raw.close();
  }

  @Test
  void onAnEmptyBrokerEverythingIsMissingAndShowingChangesNothing() throws Exception {
    TopologyReport first = inspector.show();
    assertThat(first.ok()).isFalse();
    assertThat(first.found()).isEmpty();
    assertThat(first.lines())
        .contains(
            "+ exchange etl.direct",
            "+ exchange etl.dlx",
            "+ queue etl.extract",
            "+ queue etl.load.dead",
            "+ binding etl.direct -> etl.transform (key transform)")
        .hasSize(2 + 6 + 6);
    assertThat(inspector.show()).isEqualTo(first);
  }

  @Test
  void applyingCreatesWhatIsMissingOnceAndForAll() throws Exception {
    TopologyReport applied = inspector.apply();
    assertThat(applied.changes()).hasSize(8);
    assertThat(applied.differences()).isEmpty();
    assertThat(applied.lines()).contains("+ queue etl.extract (done)");

    TopologyReport again = inspector.apply();
    assertThat(again.changes()).isEmpty();
    assertThat(again.ok()).isTrue();
    assertThat(inspector.show().ok()).isTrue();
    assertThat(inspector.show().found()).hasSize(8);
  }

  @Test
  void aTestMessageComesBackFromEachEmptyQueue() throws Exception {
    inspector.apply();
    TopologyReport report = inspector.verify();
    assertThat(report.ok()).isTrue();
    assertThat(report.roundTrips()).hasSize(3);
    assertThat(report.roundTrips()).allMatch(t -> t.detail().endsWith("read back"));
    assertThat(inspector.show().found()).allMatch(f -> f.ready() == 0);
  }

  @Test
  void case15_aRemovedBindingIsNamedByTheTestMessageAndRestoredByApplying() throws Exception {
    inspector.apply();
    raw.channel.queueUnbind("etl.load", "etl.direct", "load");

    TopologyReport report = inspector.verify();

    assertThat(report.ok()).isFalse();
    assertThat(report.differences()).hasSize(1);
    assertThat(report.differences().getFirst().object())
        .isEqualTo("binding etl.direct -> etl.load (key load)");
    assertThat(report.differences().getFirst().kind()).isEqualTo(TopologyDifference.Kind.MISSING);
    inspector.apply();
    assertThat(inspector.verify().ok()).isTrue();
  }

  @Test
  void case15_aMissingExchangeIsNamedWithItsBindings() throws Exception {
    inspector.apply();
    raw.channel.exchangeDelete("etl.direct");
    assertThat(inspector.show().lines())
        .containsExactlyInAnyOrder(
            "+ exchange etl.direct",
            "+ binding etl.direct -> etl.extract (key extract)",
            "+ binding etl.direct -> etl.transform (key transform)",
            "+ binding etl.direct -> etl.load (key load)");
    assertThat(inspector.verify().roundTrips())
        .allMatch(t -> !t.ok() && t.detail().contains("exchange etl.direct is missing"));
    assertThat(inspector.apply().ok()).isTrue();
    assertThat(inspector.verify().ok()).isTrue();
  }

  @Test
  void aKeyBoundToAnotherQueueIsFoundOut() throws Exception {
    inspector.apply();
    raw.channel.queueUnbind("etl.load", "etl.direct", "load");
    raw.channel.queueBind("etl.extract", "etl.direct", "load");

    assertThat(inspector.verify().roundTrips())
        .anySatisfy(
            t -> {
              assertThat(t.queue()).isEqualTo("etl.load");
              assertThat(t.ok()).isFalse();
              assertThat(t.detail()).contains("did not arrive");
            });
  }

  @Test
  void verifyingDoesNotTouchWorkThatWaits() throws Exception {
    inspector.apply();
    raw.send(Stage.EXTRACT, "{\"v\":1,\"job\":1,\"d\":1}");
    TopologyReport report = inspector.verify();
    assertThat(report.ok()).isTrue();
    assertThat(report.roundTrips().getFirst().detail()).contains("not read back", "1 messages");

    try (BrokerQueue queue = JobQueueContract.open(url())) {
      CollectingIntake intake = new CollectingIntake();
      queue.consume(Stage.EXTRACT, 5, intake);
      await().atMost(PATIENCE).until(() -> queue.probesSeen() == 1);
      assertThat(intake.hints).containsExactlyElementsOf(JobQueueContract.hints(1, 1));
      assertThat(intake.dead).isEmpty();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(queue.depth(Stage.EXTRACT)).contains(new Depth(0, 1)));
    }
  }

  @Test
  void aBrokerThatIsNotThereIsNamed() {
    String url = "amqp://guest:canary@127.0.0.1:" + TestPorts.free() + "/";
    assertThatThrownBy(() -> new TopologyInspector(BrokerAddress.parse(url)).show())
        .isInstanceOf(BrokerUnavailable.class)
        .hasMessageContaining("Nothing accepts connections")
        .hasMessageNotContaining("canary");
  }
}
