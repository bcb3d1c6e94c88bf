package dev.cutover.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.BuiltinExchangeType;
import dev.cutover.cutover.TopologyDifference;
import dev.cutover.cutover.TopologyReport;
import dev.cutover.job.Stage;
import dev.cutover.kit.TestRabbit;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RabbitTopologyTest extends TopologyContract {
  private static TestRabbit rabbit;

  @BeforeAll
  static void start() {
    rabbit = TestRabbit.start();
  }

  @Override
  String url() {
    return rabbit.url();
  }

  @Test
  void theDeclaredQueuesAreWhatTheBrokerItselfReports() throws Exception {
    assertThat(inspector.apply().dialect()).isEqualTo("rabbitmq_3");
    String queues = rabbit.rabbitmqctl("list_queues", "name", "type", "arguments");
    assertThat(queues.lines().filter(l -> l.contains("quorum")).count()).isEqualTo(6);
    String load = queues.lines().filter(l -> l.startsWith("etl.load\t")).findFirst().orElseThrow();
    assertThat(load)
        .contains(
            "{\"x-delivery-limit\",20}",
            "{\"x-dead-letter-exchange\",\"etl.dlx\"}",
            "{\"x-dead-letter-strategy\",\"at-least-once\"}",
            "{\"x-overflow\",\"reject-publish\"}",
            "{\"x-max-length\",100000}");
  }

  @Test
  void case16_anExistingClassicQueueIsShownKeptAndAdopted() throws Exception {
    raw.channel.queueDeclare("etl.extract", true, false, false, Map.of());
    for (int i = 1; i <= 10; i++) {
      raw.send(
          Stage.EXTRACT,
          "{\"tenant_id\":1,\"job_type\":\"extract\",\"entity_type\":\"jira_issues\","
              + "\"integration_id\":2,\"payload\":{\"n\":"
              + i
              + "},\"priority\":5}");
    }

    TopologyReport report = inspector.apply();

    assertThat(report.differences()).hasSize(1);
    TopologyDifference difference = report.differences().getFirst();
    assertThat(difference.line())
        .startsWith("~ queue etl.extract: wanted ")
        .contains("quorum", "inequivalent arg", "adopt", "replace");
    assertThat(report.found()).contains(new TopologyReport.Found("queue etl.extract", 10, 0));
    assertThat(report.changes()).hasSize(7);

    try (BrokerQueue queue = JobQueueContract.open(url())) {
      await().atMost(PATIENCE).until(queue::canPublish);
      assertThat(queue.publish(Stage.EXTRACT, JobQueueContract.hints(1, 3))).isEmpty();
      CollectingIntake intake = new CollectingIntake();
      queue.consume(Stage.EXTRACT, 5, intake);
      await().atMost(PATIENCE).until(() -> intake.hints.size() == 3);
      assertThat(intake.foreign).hasSize(10);
      assertThat(intake.foreign.getLast().payloadJson()).isEqualTo("{\"n\":10}");
    }
  }

  @Test
  void anExchangeOfAnotherTypeIsShownAndLeftAlone() throws Exception {
    raw.channel.exchangeDeclare("etl.direct", BuiltinExchangeType.TOPIC, true);
    TopologyReport report = inspector.apply();
    assertThat(report.differences()).hasSize(1);
    assertThat(report.differences().getFirst().kind()).isEqualTo(TopologyDifference.Kind.DIFFERENT);
    assertThat(report.differences().getFirst().line())
        .startsWith("~ exchange etl.direct: wanted a durable direct exchange");
    raw.channel.exchangeDelete("etl.direct");
  }

  @Test
  void aQuorumQueueWithoutArgumentsIsTakenForOneWithPolicies() throws Exception {
    raw.channel.queueDeclare("etl.load", true, false, false, Map.of("x-queue-type", "quorum"));
    TopologyReport report = inspector.apply();
    assertThat(report.differences()).hasSize(1);
    assertThat(report.differences().getFirst().advice()).contains("policy");
  }

  @Test
  void whoMayNotDeclareIsToldSo() throws Exception {
    rabbit.rabbitmqctl("add_user", "reader", "canary");
    rabbit.rabbitmqctl("set_permissions", "-p", "/", "reader", "", "etl.*", "etl.*");
    try {
      TopologyReport report =
          new TopologyInspector(BrokerAddress.parse(rabbit.url("reader", "canary", "/"))).apply();
      assertThat(report.ok()).isFalse();
      assertThat(report.differences()).anyMatch(d -> d.object().equals("queue etl.extract"));
      assertThat(String.join("\n", report.lines())).doesNotContain("canary");
    } finally {
      rabbit.rabbitmqctl("delete_user", "reader");
    }
  }
}
