package dev.cutover.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cutover.check.Finding;
import dev.cutover.job.Problem;
import dev.cutover.job.Stage;
import dev.cutover.kit.TestCertificate;
import dev.cutover.kit.TestPorts;
import dev.cutover.kit.TestRabbit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A certificate and its host name are always verified.
class BrokerTlsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int PORT = TestPorts.free();

  @TempDir static Path folder;

  private static TestCertificate certificate;
  private static TestRabbit rabbit;

  @BeforeAll
  static void start() throws Exception {
    certificate = new TestCertificate(folder, "dns:localhost");
    rabbit =
        TestRabbit.startOwn(
            "listeners.ssl.1 = 127.0.0.1:" + PORT,
            "ssl_options.certfile = " + certificate.certificatePem(),
            "ssl_options.keyfile = " + certificate.keyPem(),
            "ssl_options.verify = verify_none");
  }

  @AfterAll
  static void stop() {
    if (rabbit != null) {
      rabbit.close();
    }
  }

  private static BrokerQueue open(String host, int port, @Nullable SSLContext trust) {
    return new BrokerQueue(
        BrokerAddress.parse("amqps://guest:guest@" + host + ":" + port + "/"),
        "cutover/test",
        JobQueueContract.QUICK,
        new Random(1),
        InstantSource.system(),
        trust);
  }

  private static void awaitRefused(BrokerQueue queue) {
    await()
        .atMost(PATIENCE)
        .until(() -> queue.trouble().map(Problem::code).orElse("").equals("broker.tls"));
    assertThat(queue.canPublish()).isFalse();
  }

  @Test
  void aTrustedCertificateForThisHostIsAccepted() throws Exception {
    try (BrokerQueue queue = open("localhost", PORT, certificate.trustingIt())) {
      await().atMost(PATIENCE).until(queue::canPublish);
      assertThat(queue.publish(Stage.LOAD, JobQueueContract.hints(1, 3))).isEmpty();
    }
  }

  @Test
  void case64_aCertificateOfAnUnknownAuthorityIsRefused() {
    try (BrokerQueue queue = open("localhost", PORT, null)) {
      awaitRefused(queue);
      assertThat(queue.trouble().orElseThrow().remedy()).contains("authority");
    }
  }

  @Test
  void case64_aTrustedCertificateForAnotherHostIsRefused() throws Exception {
    try (BrokerQueue queue = open("127.0.0.1", PORT, certificate.trustingIt())) {
      awaitRefused(queue);
    }
  }

  @Test
  void aTestOfTheBrokerTellsProtocolNameAndEndOfItsCertificate() throws Exception {
    List<Finding> found =
        new BrokerTrial(
                new BrokerConnector(
                    BrokerAddress.parse("amqps://guest:guest@localhost:" + PORT + "/"),
                    JobQueueContract.QUICK,
                    "cutover/test",
                    certificate.trustingIt()),
                InstantSource.system())
            .run();

    assertThat(found)
        .anyMatch(
            each ->
                each.check().equals("broker TLS")
                    && each.severity() == Finding.Severity.PASS
                    && each.found().startsWith("TLSv1.")
                    && each.found().contains("CN=test"))
        .anyMatch(
            each ->
                each.check().equals("broker TLS certificate")
                    && each.severity() == Finding.Severity.WARN
                    && each.found().matches("expires in [12] days\\."));
  }

  @Test
  void aPortThatSpeaksNoTlsIsReportedAsSuch() throws Exception {
    try (BrokerQueue queue = open("localhost", rabbit.port(), certificate.trustingIt())) {
      awaitRefused(queue);
    }
  }
}
