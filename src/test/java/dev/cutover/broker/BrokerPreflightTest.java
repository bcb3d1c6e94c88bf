package dev.cutover.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.check.Finding;
import dev.cutover.check.Finding.Severity;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.kit.StepRun;
import dev.cutover.kit.TestQpid;
import dev.cutover.kit.TestRabbit;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BrokerPreflightTest {

  @Test
  void aQueueWithOtherSettingsFailsAndWithoutManagementTheRestIsUnseenAloud() throws Exception {
    try (TestRabbit rabbit = TestRabbit.startOwn()) {
      BrokerAddress address = BrokerAddress.parse(rabbit.url());
      assertThat(only(examine(address), "broker queues").severity()).isEqualTo(Severity.PASS);

      rabbit.eval(
          "rabbit_amqqueue:declare(rabbit_misc:r(<<\"/\">>, queue, <<\"etl.extract\">>), false,"
              + " false, [], none, <<\"test\">>).");
      List<Finding> findings = examine(address);
      assertThat(only(findings, "broker queues").severity()).isEqualTo(Severity.FAIL);
      assertThat(only(findings, "broker queues").found()).contains("etl.extract");
      assertThat(only(findings, "broker alarms").severity()).isEqualTo(Severity.WARN);
      assertThat(only(findings, "broker alarms").found()).contains("were not looked at");
    }
  }

  @Test
  void aBrokerThatIsNotThereFails() throws Exception {
    List<Finding> findings = examine(BrokerAddress.parse("amqp://guest:guest@127.0.0.1:1/%2F"));
    assertThat(findings).allMatch(each -> each.severity() == Severity.FAIL);
  }

  @Test
  void theEmbeddedBrokerHasNoAlarmsToLookAt() throws Exception {
    try (TestQpid qpid = TestQpid.start()) {
      assertThat(only(examine(BrokerAddress.parse(qpid.url())), "broker alarms").found())
          .contains("not applicable");
    }
  }

  @Test
  void alarmsRightsAndQueuesThatForgetAreTold() {
    assertThat(ManagementQuestions.alarms(json("[{\"name\":\"a\",\"mem_alarm\":true}]")).severity())
        .isEqualTo(Severity.FAIL);
    assertThat(ManagementQuestions.alarms(json("[{\"name\":\"a\"}]")).severity())
        .isEqualTo(Severity.PASS);
    assertThat(ManagementQuestions.rights(json("{\"tags\":[\"monitoring\"]}")).severity())
        .isEqualTo(Severity.WARN);
    assertThat(ManagementQuestions.rights(json("{\"tags\":\"x,administrator\"}")).severity())
        .isEqualTo(Severity.PASS);
    String queue = "[{\"name\":\"old\",\"messages\":%d,\"arguments\":{\"x-message-ttl\":1000}}]";
    assertThat(ManagementQuestions.forgetting(json(queue.formatted(3))).found())
        .contains("old (3)");
    assertThat(ManagementQuestions.forgetting(json(queue.formatted(0))).severity())
        .isEqualTo(Severity.PASS);
  }

  private static JsonNode json(String text) {
    return JsonMapper.builder().build().readTree(text);
  }

  private static List<Finding> examine(BrokerAddress address) throws InterruptedException {
    return examine(address, null);
  }

  private static List<Finding> examine(BrokerAddress address, @Nullable ManagementAddress at)
      throws InterruptedException {
    return new BrokerPreflight(address, at, InstantSource.system()).examine(plan());
  }

  private static Finding only(List<Finding> findings, String check) {
    return findings.stream().filter(each -> each.check().equals(check)).findFirst().orElseThrow();
  }

  private static CutoverPlan plan() {
    return new CutoverPlan(
        "t1",
        Instant.EPOCH,
        "anna",
        new CutoverPlan.Target("localhost", 1, "d", "1", 1, "15", "amqp://b", "rabbit"),
        List.of(),
        List.of(),
        StepRun.service(Path.of("/a"), Path.of("/b"), Path.of("/a/.env"), "monolith"),
        List.of(),
        Map.of(),
        Map.of());
  }
}
