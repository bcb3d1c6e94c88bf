package dev.cutover.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cutover.job.Problem;
import dev.cutover.job.Stage;
import dev.cutover.kit.TcpProxy;
import dev.cutover.kit.TestPorts;
import dev.cutover.kit.TestRabbit;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a broker that says no, and a network that breaks, look like to a person.
class BrokerRefusalTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static TestRabbit rabbit;

  @BeforeAll
  static void start() throws Exception {
    rabbit = TestRabbit.start();
    new TopologyInspector(BrokerAddress.parse(rabbit.url())).apply();
  }

  private static String code(BrokerQueue queue) {
    return queue.trouble().map(Problem::code).orElse("");
  }

  private static BrokerQueue through(TcpProxy proxy, String password) {
    return JobQueueContract.open("amqp://guest:" + password + "@127.0.0.1:" + proxy.port() + "/");
  }

  /// How a client of AMQP begins.
  private static boolean isGreeting(byte[] bytes, int length) {
    return length == 8 && bytes[0] == 'A' && bytes[3] == 'P';
  }

  @ParameterizedTest
  @CsvSource({
    "guest, canary, /, broker.login, refused the login of user guest",
    "guest, guest, nowhere, broker.vhost, nowhere",
    "outsider, canary, /, broker.vhost, outsider",
    "reader, canary, /, broker.permission, reader"
  })
  void case22_aRefusalIsOneClearLineWithoutThePasswordAndIsNotRetriedSoon(
      String user, String password, String vhost, String code, String named) throws Exception {
    rabbit.rabbitmqctl("add_user", "outsider", "canary");
    rabbit.rabbitmqctl("add_user", "reader", "canary");
    rabbit.rabbitmqctl("set_permissions", "-p", "/", "reader", "", "", "etl.*");
    try (BrokerQueue refused = JobQueueContract.open(rabbit.url(user, password, vhost))) {
      refused.consume(Stage.EXTRACT, 1, new CollectingIntake());
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                if (refused.canPublish()) {
                  refused.publish(Stage.EXTRACT, JobQueueContract.hints(1, 1));
                }
                return refused.trouble().filter(p -> p.code().equals(code)).isPresent();
              });
      String line = refused.trouble().orElseThrow().toString();
      assertThat(line).contains(named).doesNotContain("canary").hasLineCount(1);
      assertThat(refused.canPublish()).isFalse();
    } finally {
      rabbit.rabbitmqctl("delete_user", "outsider");
      rabbit.rabbitmqctl("delete_user", "reader");
    }
  }

  @Test
  void case22_aWrongPasswordIsTriedOnceInTheRefusedPause() throws Exception {
    AtomicInteger greetings = new AtomicInteger();
    try (TcpProxy proxy = new TcpProxy(rabbit.port())) {
      proxy.tap(
          (bytes, length) -> {
            if (isGreeting(bytes, length)) {
              greetings.incrementAndGet();
            }
            return false;
          });
      try (BrokerQueue refused = through(proxy, "canary")) {
        await().atMost(PATIENCE).until(() -> code(refused).equals("broker.login"));
        await()
            .during(Duration.ofSeconds(4))
            .atMost(Duration.ofSeconds(6))
            .until(() -> greetings.get() == 1);
      }
    }
  }

  /// A restarted broker opens its port before its users and virtual hosts are there.
  @Test
  void whoWasLetInBeforeIsLetInAgainSoonAfterABrokerThatWasNotReadyYet() throws Exception {
    rabbit.rabbitmqctl("add_user", "visitor", "canary");
    rabbit.rabbitmqctl("set_permissions", "-p", "/", "visitor", ".*", ".*", ".*");
    try (BrokerQueue queue = JobQueueContract.open(rabbit.url("visitor", "canary", "/"))) {
      await().atMost(PATIENCE).until(queue::canPublish);
      rabbit.rabbitmqctl("change_password", "visitor", "starting");
      rabbit.rabbitmqctl("close_all_connections", "--vhost", "/", "starting");
      await().atMost(PATIENCE).until(() -> code(queue).equals("broker.login"));
      rabbit.rabbitmqctl("change_password", "visitor", "canary");
      await().atMost(JobQueueContract.QUICK.refusedPause().dividedBy(3)).until(queue::canPublish);
    } finally {
      rabbit.rabbitmqctl("delete_user", "visitor");
    }
  }

  @Test
  void case29_afterACorruptedFrameTheConnectionIsNewAndHintsFlow() throws Exception {
    AtomicBoolean corrupt = new AtomicBoolean();
    AtomicInteger greetings = new AtomicInteger();
    try (TcpProxy proxy = new TcpProxy(rabbit.port())) {
      proxy.tap(
          (bytes, length) -> {
            if (isGreeting(bytes, length)) {
              greetings.incrementAndGet();
            } else if (corrupt.compareAndSet(true, false)) {
              bytes[length - 1] ^= 0x55;
            }
            return false;
          });
      try (BrokerQueue queue = through(proxy, "guest")) {
        await().atMost(PATIENCE).until(queue::canPublish);
        int before = greetings.get();
        corrupt.set(true);
        await()
            .atMost(PATIENCE)
            .until(() -> !queue.publish(Stage.LOAD, JobQueueContract.hints(1, 5)).isEmpty());
        await()
            .atMost(PATIENCE)
            .until(() -> queue.publish(Stage.LOAD, JobQueueContract.hints(1, 5)).isEmpty());
        assertThat(greetings.get()).isEqualTo(before + 2);
      }
    }
  }

  @Test
  void aHalfOpenConnectionIsNoticedByTheHeartbeat() throws Exception {
    try (TcpProxy proxy = new TcpProxy(rabbit.port());
        BrokerQueue queue = through(proxy, "guest")) {
      await().atMost(PATIENCE).until(queue::canPublish);
      proxy.silence(true);
      await().atMost(Duration.ofSeconds(6)).until(() -> !queue.canPublish());
      proxy.cut();
      proxy.silence(false);
      await()
          .atMost(PATIENCE)
          .until(() -> queue.publish(Stage.LOAD, JobQueueContract.hints(1, 5)).isEmpty());
    }
  }

  @Test
  void aServerThatAcceptsButNeverSpeaksIsReportedAndCloseIsQuick() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        BrokerQueue waiting =
            JobQueueContract.open("amqp://guest:guest@127.0.0.1:" + mute.getLocalPort() + "/")) {
      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> code(waiting).equals("broker.unreachable"));
      assertThat(RabbitFaultTest.timed(waiting::close)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void nothingListensIsSaidSo() {
    try (BrokerQueue nobody =
        JobQueueContract.open("amqp://guest:canary@127.0.0.1:" + TestPorts.free() + "/")) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(nobody.trouble().orElseThrow().toString())
                      .contains("Nothing accepts connections", "retried")
                      .doesNotContain("canary"));
    }
  }
}
