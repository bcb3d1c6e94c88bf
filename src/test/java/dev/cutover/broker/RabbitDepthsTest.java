package dev.cutover.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cutover.cutover.backup.BrokerDefinitions;
import dev.cutover.job.Stage;
import dev.cutover.kit.TestPorts;
import dev.cutover.kit.TestRabbit;
import dev.cutover.monitor.DepthProbe;
import dev.cutover.monitor.QueueStatistics;
import dev.cutover.pipeline.BrokerUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Depths by AMQP alone and by the management interface, on a node that has it.
class RabbitDepthsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MANAGEMENT = TestPorts.free();

  private static TestRabbit rabbit;

  @BeforeAll
  static void start() throws Exception {
    rabbit = TestRabbit.startManaged(MANAGEMENT);
    new TopologyInspector(broker()).apply();
  }

  @AfterAll
  static void stop() {
    rabbit.close();
  }

  private static BrokerAddress broker() {
    return BrokerAddress.parse(rabbit.url());
  }

  private static ManagementStatistics statistics(String login) {
    return new ManagementStatistics(management(login), "/");
  }

  private static ManagementAddress management(String login) {
    return ManagementAddress.parse("http://" + login + "127.0.0.1:" + MANAGEMENT, broker());
  }

  private static AmqpDepths depths() {
    return new AmqpDepths(broker(), "test", Topology.Names.STANDARD);
  }

  private static DepthProbe.Reading of(List<DepthProbe.Reading> readings, String queue) {
    return readings.stream().filter(r -> r.queue().equals(queue)).findFirst().orElseThrow();
  }

  @Test
  void readyAndConsumersComeByAmqpAlone() throws Exception {
    try (RawClient raw = new RawClient(rabbit.url());
        AmqpDepths depths = depths()) {
      raw.send(Stage.LOAD, "{\"v\":1,\"job\":1,\"d\":1}");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(of(depths.read(), "etl.load").counted())
                      .contains(new DepthProbe.Counted(1, 0, false)));
      assertThat(depths.read()).hasSize(6);
      raw.channel.queuePurge("etl.load");
    }
  }

  @Test
  void aQueueThatIsNotThereIsMissingAndTheOthersAreCounted() throws Exception {
    try (RawClient raw = new RawClient(rabbit.url());
        AmqpDepths depths = depths()) {
      raw.channel.queueDelete("etl.transform.dead");
      List<DepthProbe.Reading> readings = depths.read();
      assertThat(of(readings, "etl.transform.dead").counted()).isEmpty();
      assertThat(of(readings, "etl.load").counted()).isPresent();
    } finally {
      new TopologyInspector(broker()).apply();
    }
  }

  @Test
  void lookingDeclaresAndConsumesNothing() throws Exception {
    try (AmqpDepths depths = depths()) {
      depths.read();
      assertThat(rabbit.rabbitmqctl("list_consumers")).doesNotContain("etl.");
    }
  }

  @Test
  void theManagementInterfaceAddsUnacknowledgedAndRates() throws Exception {
    try (RawClient raw = new RawClient(rabbit.url());
        ManagementStatistics statistics = statistics("")) {
      for (int i = 0; i < 5; i++) {
        raw.send(Stage.EXTRACT, "{\"v\":1,\"job\":" + (i + 1) + ",\"d\":1}");
      }
      raw.channel.basicGet("etl.extract", false);
      raw.channel.basicGet("etl.extract", false);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(
                          Optional.ofNullable(statistics.read().get("etl.extract"))
                              .map(QueueStatistics.Figures::unacknowledged))
                      .contains(2L));
    }
    try (RawClient raw = new RawClient(rabbit.url())) {
      raw.channel.queuePurge("etl.extract");
    }
  }

  @Test
  void aBackupGetsTheBrokersOwnDefinitionsWithoutSecrets() throws Exception {
    String found = document("");
    assertThat(found)
        .contains("\"source\" : \"management\"", "etl.direct", "etl.extract", "x-dead-letter");
    JsonNode document = JsonMapper.builder().build().readTree(found);
    assertThat(document.path("left_out").valueStream().map(JsonNode::asString))
        .contains("parameters");
    assertThat(document.propertyNames()).doesNotContain("users", "permissions", "parameters");
  }

  @Test
  void whereTheManagementInterfaceRefusesABackupGetsWhatIsSeenByAmqp() throws Exception {
    assertThat(document("ada:wrong@"))
        .contains("\"source\" : \"amqp\"", "etl.direct", "etl.load.dead", "RabbitMQ")
        .doesNotContain("wrong");
  }

  @Test
  void aBrokerThatIsNotThereKeepsNobodyFromABackup() throws Exception {
    BrokerAddress nowhere =
        BrokerAddress.parse("amqp://guest:guest@127.0.0.1:" + TestPorts.free() + "/");
    assertThat(new BrokerDocument(new TopologyInspector(nowhere), null, "/").read())
        .isInstanceOfSatisfying(
            BrokerDefinitions.None.class, none -> assertThat(none.why()).contains("127.0.0.1"));
  }

  private String document(String login) throws InterruptedException {
    BrokerDefinitions.Answer answer =
        new BrokerDocument(new TopologyInspector(broker()), management(login), "/").read();
    return new String(((BrokerDefinitions.Document) answer).json(), StandardCharsets.UTF_8);
  }

  @Test
  void aLoginThatIsRefusedIsSaidWithoutThePassword() {
    try (ManagementStatistics statistics = statistics("ada:canary-4711@")) {
      assertThatThrownBy(statistics::read)
          .isInstanceOf(BrokerUnavailable.class)
          .hasMessageContaining("refused the login of user ada")
          .hasMessageNotContaining("canary");
    }
  }

  @Test
  void anInterfaceThatIsNotThereIsNamed() {
    ManagementAddress nowhere =
        ManagementAddress.parse("http://127.0.0.1:" + TestPorts.free(), broker());
    try (ManagementStatistics statistics = new ManagementStatistics(nowhere, "/")) {
      assertThatThrownBy(statistics::read)
          .isInstanceOf(BrokerUnavailable.class)
          .hasMessageContaining("does not answer");
    }
  }

  @Test
  void aMalformedAddressIsRefusedWithoutQuotingIt() {
    for (String bad : List.of("127.0.0.1:15672", "ftp://x", "http://a:canary@", "http://a b")) {
      assertThatThrownBy(() -> ManagementAddress.parse(bad, broker()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("canary");
    }
    assertThat(ManagementAddress.parse("https://u%40x:p%2Fw@mq:15671/", broker()))
        .hasToString("https://mq:15671 as u@x")
        .extracting(ManagementAddress::password)
        .isEqualTo("p/w");
  }
}
