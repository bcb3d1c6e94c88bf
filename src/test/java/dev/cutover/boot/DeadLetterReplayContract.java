package dev.cutover.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import dev.cutover.broker.BrokerAddress;
import dev.cutover.broker.BrokerMessageReturn;
import dev.cutover.broker.BrokerQueue;
import dev.cutover.database.PgDeadLetters;
import dev.cutover.database.PgMessages;
import dev.cutover.job.Stage;
import dev.cutover.kit.ChildJvm;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestBroker;
import dev.cutover.pipeline.DeadLetterFilter;
import dev.cutover.pipeline.DeadLetterReplay;
import dev.cutover.pipeline.DeadLetters;
import dev.cutover.pipeline.MessageReturn;
import dev.cutover.pipeline.Outcome;
import dev.cutover.pipeline.PipelineRuntime;
import dev.cutover.pipeline.ReplayProgress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Dead letters from their death to their second life, on a real database and a real broker.
abstract class DeadLetterReplayContract {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String UNKNOWN_INTEGRATION = "999";

  final PipelineFixture fixture = new PipelineFixture();
  DeadLetters letters;
  private final TestBroker server;
  private BrokerQueue queue;
  private PipelineRuntime runtime;
  private Stranger stranger;

  DeadLetterReplayContract(TestBroker server) {
    this.server = server;
  }

  @BeforeEach
  void start() throws Exception {
    stranger = new Stranger(server.url());
    stranger.emptyQueues();
    letters = new PgDeadLetters(fixture.database("letters"));
    queue = new BrokerQueue(BrokerAddress.parse(server.url()), "test", InstantSource.system());
    runtime = fixture.runtime("worker", queue, 2, Map.of(Stage.EXTRACT, _ -> Outcome.Done.NOTHING));
    queue.consumeDeadLetters(new DeadLetterIntake(new PgMessages(fixture.database("intake"))));
    runtime.start();
    await().atMost(PATIENCE).until(queue::canPublish);
  }

  @AfterEach
  void close() {
    runtime.close();
    queue.close();
    fixture.close();
  }

  /// Jobs of an integration that does not exist yet; each is a letter soon.
  private void poison(int count) throws Exception {
    stranger.send(
        null,
        java.util.stream.IntStream.rangeClosed(1, count)
            .mapToObj(DeadLetterReplayContract.this::job)
            .toList());
    awaitLetters(count);
  }

  private byte[] job(int number) {
    return """
    {"tenant_id": %d, "integration_id": %s, "job_type": "extract", "entity_type": "jira_issues",
     "payload": {"number": %d}}
    """
        .formatted(fixture.tenant, UNKNOWN_INTEGRATION, number)
        .getBytes(StandardCharsets.UTF_8);
  }

  private void mend() {
    fixture.execute(
        "INSERT INTO integrations (id, provider, type, tenant_id) VALUES ("
            + UNKNOWN_INTEGRATION
            + ", 'github', 'Data', "
            + fixture.tenant
            + ")");
  }

  void awaitLetters(long count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(fixture.number("SELECT count(*) FROM etl_dead_letter"))
                    .isEqualTo(count));
  }

  private void awaitCompleted(long count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        fixture.number(
                            "SELECT count(*) FROM etl_job_queue WHERE status = 'completed'"))
                    .isEqualTo(count));
  }

  private long in(String state) {
    return fixture.number("SELECT count(*) FROM etl_dead_letter WHERE state = '" + state + "'");
  }

  private DeadLetterReplay replay(DeadLetterFilter filter, double perSecond, MessageReturn broker) {
    return new DeadLetterReplay(
        letters,
        broker,
        filter,
        letters.count(filter),
        perSecond,
        "ada",
        "the integration was made",
        UUID.randomUUID());
  }

  private ReplayProgress replayAll() throws InterruptedException {
    try (MessageReturn broker = broker()) {
      return replay(DeadLetterFilter.OPEN, 500, broker).run();
    }
  }

  private MessageReturn broker() {
    return new BrokerMessageReturn(BrokerAddress.parse(server.url()), "replay");
  }

  @Test
  void aPoisonedMessageIsGroupedReplayedToItsOriginAndProcessed() throws Exception {
    poison(3);
    List<DeadLetters.Group> groups = letters.groups(DeadLetterFilter.OPEN);
    assertThat(groups).hasSize(1);
    DeadLetters.Group group = groups.getFirst();
    assertThat(group.origin()).isEqualTo("etl.extract");
    assertThat(group.code()).isEqualTo("message.invalid_job");
    assertThat(group.cause()).isEqualTo("tenant_id N has no integration_id N");
    assertThat(group.letters()).isEqualTo(3);
    DeadLetters.Line newest =
        letters.page(DeadLetterFilter.of(group), Long.MAX_VALUE, 10).getFirst();
    assertThat(letters.show(newest.id()).orElseThrow().body()).isEqualTo(job(3));

    mend();
    ReplayProgress end = replayAll();

    assertThat(end).isEqualTo(new ReplayProgress(ReplayProgress.State.DONE, 3, 3, 0, null));
    awaitCompleted(3);
    assertThat(in("replayed")).isEqualTo(3);
    assertThat(letters.groups(DeadLetterFilter.OPEN)).isEmpty();
    DeadLetters.Event event = letters.show(newest.id()).orElseThrow().events().getFirst();
    assertThat(event.act() + " " + event.actor()).isEqualTo("replayed ada");
    assertThat(event.reason()).isEqualTo("the integration was made");
  }

  @Test
  void aMessageThatDiesAgainSaysHowOftenItWasReplayed() throws Exception {
    poison(1);
    replayAll();
    awaitLetters(2);
    assertThat(letters.groups(DeadLetterFilter.OPEN).getFirst().diedAgain()).isEqualTo(1);
    replayAll();
    awaitLetters(3);
    DeadLetters.Line last = letters.page(DeadLetterFilter.OPEN, Long.MAX_VALUE, 1).getFirst();
    assertThat(last.replays()).isEqualTo(2);
    assertThat(letters.show(last.id()).orElseThrow().replayOf()).isNotNull();
    mend();
    replayAll();
    awaitCompleted(1);
  }

  @Test
  void aReplayedLetterIsNotReplayedTwice() throws Exception {
    poison(2);
    mend();
    replayAll();
    DeadLetterFilter first =
        DeadLetterFilter.of(fixture.number("SELECT min(id) FROM etl_dead_letter"));
    assertThat(letters.count(first).letters()).isZero();
    try (MessageReturn broker = broker()) {
      assertThat(replay(first, 10, broker).run().replayed()).isZero();
    }
    awaitCompleted(2);
    assertThat(fixture.number("SELECT count(*) FROM etl_job_queue")).isEqualTo(2);
  }

  @Test
  void aReplayThatIsStoppedHalfWayLeavesTheRestAsItWas() throws Exception {
    poison(30);
    mend();
    ReplayProgress[] end = new ReplayProgress[1];
    try (MessageReturn broker = broker()) {
      DeadLetterReplay replay = replay(DeadLetterFilter.OPEN, 10, broker);
      Thread running = Thread.ofVirtual().start(() -> end[0] = ran(replay));
      await().atMost(PATIENCE).until(() -> replay.progress().replayed() >= 4);
      replay.stop();
      running.join(PATIENCE);
    }
    assertThat(end[0].state()).isEqualTo(ReplayProgress.State.STOPPED);
    assertThat(end[0].replayed()).isBetween(4L, 15L);
    assertThat(in("replayed")).isEqualTo(end[0].replayed());
    assertThat(in("kept")).isEqualTo(30 - end[0].replayed());

    assertThat(replayAll().replayed()).isEqualTo(30 - end[0].replayed());
    awaitCompleted(30);
    assertThat(fixture.number("SELECT count(*) FROM etl_job_queue")).isEqualTo(30);
  }

  private static ReplayProgress ran(DeadLetterReplay replay) {
    try {
      return replay.run();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The worst moment: the broker has the message, the database does not know.
  @Test
  void aConsoleKilledBetweenSendingAndMarkingLosesAndDoublesNothing() throws Exception {
    poison(12);
    mend();
    try (ChildJvm child =
        ChildJvm.start(
            ReplayingProcess.class,
            fixture.address().toUri(),
            server.url(),
            "100",
            "after-send",
            "5")) {
      child.awaitEnd();
    }
    assertThat(in("replayed")).isEqualTo(4);
    assertThat(in("replaying")).as("claimed by the dead process").isEqualTo(8);
    awaitCompleted(5);

    assertThat(replayAll().replayed()).as("the claim has not lapsed").isZero();
    lapse();
    assertThat(replayAll().replayed()).isEqualTo(8);
    awaitCompleted(12);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(queue.depth(Stage.EXTRACT).orElseThrow().ready()).isZero());
    assertThat(fixture.number("SELECT count(*) FROM etl_job_queue")).isEqualTo(12);
    assertThat(fixture.number("SELECT count(*) FROM etl_dead_letter")).isEqualTo(12);
  }

  @Test
  void aCopyOfAReplayThatDiesAgainIsOneLetter() throws Exception {
    poison(1);
    try (ChildJvm child =
        ChildJvm.start(
            ReplayingProcess.class,
            fixture.address().toUri(),
            server.url(),
            "100",
            "after-send",
            "1")) {
      child.awaitEnd();
    }
    awaitLetters(2);
    lapse();
    DeadLetterFilter first =
        DeadLetterFilter.of(fixture.number("SELECT min(id) FROM etl_dead_letter"));
    try (MessageReturn broker = broker()) {
      assertThat(replay(first, 10, broker).run().replayed()).isEqualTo(1);
    }
    poisonOneMoreAsASign();
    assertThat(fixture.number("SELECT count(*) FROM etl_dead_letter WHERE replay_of IS NOT NULL"))
        .isEqualTo(1);
  }

  /// Letters come in order: when this one is there, what was sent before it is there too.
  private void poisonOneMoreAsASign() throws Exception {
    stranger.send(null, List.of("no JSON".getBytes(StandardCharsets.UTF_8)));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                fixture.number(
                        "SELECT count(*) FROM etl_dead_letter WHERE code = 'message.unreadable'")
                    == 1);
  }

  /// As if a minute had passed.
  private void lapse() {
    fixture.execute(
        "UPDATE etl_dead_letter SET claimed_until = clock_timestamp() - interval '1 second' WHERE"
            + " state = 'replaying'");
  }

  @Test
  void aBrokerThatGoesAwayEndsTheReplayAndTheLettersAreKept() throws Exception {
    poison(40);
    mend();
    ReplayProgress[] end = new ReplayProgress[1];
    try (MessageReturn broker = broker()) {
      DeadLetterReplay replay = replay(DeadLetterFilter.OPEN, 10, broker);
      Thread running = Thread.ofVirtual().start(() -> end[0] = ran(replay));
      await().atMost(PATIENCE).until(() -> replay.progress().replayed() >= 3);
      server.stop();
      running.join(PATIENCE);
    } finally {
      server.restart();
    }
    assertThat(end[0].state()).isEqualTo(ReplayProgress.State.FAILED);
    assertThat(end[0].problem().code()).startsWith("broker.");
    assertThat(in("replaying")).isZero();
    assertThat(in("kept")).isEqualTo(40 - end[0].replayed());

    await().atMost(PATIENCE).until(queue::canPublish);
    assertThat(replayAll().state()).isEqualTo(ReplayProgress.State.DONE);
    awaitCompleted(40);
    assertThat(fixture.number("SELECT count(*) FROM etl_job_queue")).isEqualTo(40);
  }

  @Test
  void aLetterWhoseQueueIsGoneIsKeptAndTheReasonSaid() throws Exception {
    fixture.execute(
        "INSERT INTO etl_dead_letter (origin, reason, headers, body) VALUES ('old.queue', 'expired"
            + " in old.queue', '{}', 'x')");
    ReplayProgress end = replayAll();
    assertThat(end.state()).isEqualTo(ReplayProgress.State.FAILED);
    assertThat(end.problem().what()).contains("no queue old.queue");
    assertThat(in("kept")).isEqualTo(1);
  }

  @Test
  void whatCameWithAMessageGoesBackWithIt() throws Exception {
    AMQP.BasicProperties properties =
        new AMQP.BasicProperties.Builder()
            .messageId("order-7")
            .correlationId("c-1")
            .contentType("application/json")
            .appId("old service")
            .priority(4)
            .headers(Map.of("trace", "abc", "tries", 3, "nested", Map.of("a", List.of(1, "b"))))
            .build();
    byte[] bytes = {(byte) 0xC3, 0x28, 0, 1, 2};
    stranger.send(properties, List.of(bytes));
    awaitLetters(1);
    replayAll();
    awaitLetters(2);
    DeadLetters.Letter again =
        letters.show(fixture.number("SELECT max(id) FROM etl_dead_letter")).orElseThrow();
    assertThat(again.body()).isEqualTo(bytes);
    assertThat(again.messageId()).isEqualTo("order-7");
    assertThat(again.headersJson().replace(" ", ""))
        .contains("\"correlation_id\":\"c-1\"", "\"app_id\":\"oldservice\"", "\"trace\":\"abc\"")
        .contains("\"tries\":3", "\"nested\":{\"a\":[1,\"b\"]}", "\"x-cutover-replays\":1");
  }

  @Test
  void aMarkThatSomebodyElseMadeUpIsNotBelieved() throws Exception {
    poison(1);
    long first = fixture.number("SELECT min(id) FROM etl_dead_letter");
    AMQP.BasicProperties forged =
        new AMQP.BasicProperties.Builder()
            .headers(Map.of(MessageReturn.REPLAY_OF, first, MessageReturn.REPLAYS, 1))
            .build();
    stranger.send(forged, List.of("other bytes".getBytes(StandardCharsets.UTF_8), new byte[] {7}));
    awaitLetters(3);
    assertThat(fixture.number("SELECT count(*) FROM etl_dead_letter WHERE replay_of IS NULL"))
        .isEqualTo(3);
  }
}
