package dev.cutover.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import dev.cutover.job.JobId;
import dev.cutover.job.Stage;
import dev.cutover.kit.TestBroker;
import dev.cutover.pipeline.Hint;
import dev.cutover.pipeline.JobQueue.Depth;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every broker must give: run against RabbitMQ and against the broker of the embedded
/// profile.
abstract class JobQueueContract {
  static final Duration PATIENCE = Duration.ofSeconds(20);
  static final BrokerTiming QUICK =
      new BrokerTiming(
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMillis(100),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2));

  final TestBroker broker;
  RawClient raw;
  BrokerQueue queue;

  JobQueueContract(TestBroker broker) {
    this.broker = broker;
  }

  @BeforeEach
  void emptyBroker() throws Exception {
    raw = new RawClient(broker.url());
    raw.removeTopology();
    queue = open(broker.url());
    await().atMost(PATIENCE).until(queue::canPublish);
  }

  @AfterEach
  void closeAll() {
    queue.close();
    raw.close();
  }

  static BrokerQueue open(String url) {
    return open(url, QUICK);
  }

  static BrokerQueue open(String url, BrokerTiming timing) {
    return new BrokerQueue(
        BrokerAddress.parse(url),
        "cutover/test",
        timing,
        new Random(7),
        InstantSource.system(),
        null);
  }

  static List<Hint> hints(int from, int count) {
    return LongStream.range(from, from + count).mapToObj(n -> new Hint(new JobId(n), 1)).toList();
  }

  void awaitReady(Stage stage, long ready) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(queue.depth(stage).map(Depth::ready)).isEqualTo(Optional.of(ready)));
  }

  @Test
  void confirmedHintsArriveOnceAndUnchanged() throws Exception {
    CollectingIntake intake = new CollectingIntake();
    queue.consume(Stage.TRANSFORM, 50, intake);
    List<Hint> sent = hints(1, 1_200);

    assertThat(queue.publish(Stage.TRANSFORM, sent)).isEmpty();

    await().atMost(PATIENCE).until(() -> intake.hints.size() == 1_200);
    assertThat(intake.hints).containsExactlyInAnyOrderElementsOf(sent);
    awaitReady(Stage.TRANSFORM, 0);
  }

  @Test
  void eachStageHasItsOwnQueue() throws Exception {
    CollectingIntake extract = new CollectingIntake();
    CollectingIntake load = new CollectingIntake();
    queue.consume(Stage.EXTRACT, 5, extract);
    queue.consume(Stage.LOAD, 5, load);

    queue.publish(Stage.LOAD, hints(7, 1));
    queue.publish(Stage.EXTRACT, hints(8, 1));

    await().atMost(PATIENCE).until(() -> extract.hints.size() + load.hints.size() == 2);
    assertThat(load.hints).containsExactlyElementsOf(hints(7, 1));
    assertThat(extract.hints).containsExactlyElementsOf(hints(8, 1));
  }

  @Test
  void noMoreThanThePrefetchIsHeldUnanswered() throws Exception {
    CollectingIntake intake = CollectingIntake.holding();
    queue.consume(Stage.EXTRACT, 3, intake);
    queue.publish(Stage.EXTRACT, hints(1, 10));

    awaitReady(Stage.EXTRACT, 7);
    assertThat(intake.hints).hasSize(3);
    intake.receipts.getFirst().acknowledge();
    awaitReady(Stage.EXTRACT, 6);
    await().atMost(PATIENCE).until(() -> intake.hints.size() == 4);
  }

  @Test
  void aReleasedHintIsDeliveredAgain() throws Exception {
    List<Hint> seen = new ArrayList<>();
    CollectingIntake intake =
        new CollectingIntake(
            receipt -> {
              if (seen.isEmpty()) {
                seen.addAll(hints(1, 1));
                receipt.release();
              } else {
                receipt.acknowledge();
              }
            });
    queue.consume(Stage.EXTRACT, 1, intake);
    queue.publish(Stage.EXTRACT, hints(1, 1));

    await().atMost(PATIENCE).until(() -> intake.hints.size() == 2);
    assertThat(new HashSet<>(intake.hints)).isEqualTo(new HashSet<>(hints(1, 1)));
    awaitReady(Stage.EXTRACT, 0);
  }

  @Test
  void aSecondAnswerToTheSameDeliveryDoesNoHarm() throws Exception {
    CollectingIntake intake = CollectingIntake.holding();
    queue.consume(Stage.EXTRACT, 2, intake);
    queue.publish(Stage.EXTRACT, hints(1, 1));
    await().atMost(PATIENCE).until(() -> intake.receipts.size() == 1);

    intake.receipts.getFirst().acknowledge();
    intake.receipts.getFirst().acknowledge();
    intake.receipts.getFirst().release();
    queue.publish(Stage.EXTRACT, hints(2, 1));

    await().atMost(PATIENCE).until(() -> intake.hints.size() == 2);
    assertThat(intake.hints).containsExactlyElementsOf(hints(1, 2));
    assertThat(queue.trouble()).isEmpty();
  }

  @Test
  void afterStoppingUnansweredHintsGoBackAndOldReceiptsAreIgnored() throws Exception {
    CollectingIntake intake = CollectingIntake.holding();
    queue.consume(Stage.LOAD, 10, intake);
    queue.publish(Stage.LOAD, hints(1, 4));
    await().atMost(PATIENCE).until(() -> intake.hints.size() == 4);

    queue.stopConsuming(Stage.LOAD);
    awaitReady(Stage.LOAD, 4);
    intake.receipts.forEach(r -> r.acknowledge());
    assertThat(queue.depth(Stage.LOAD)).contains(new Depth(4, 0));

    CollectingIntake second = new CollectingIntake();
    queue.consume(Stage.LOAD, 10, second);
    await().atMost(PATIENCE).until(() -> second.hints.size() == 4);
    assertThat(intake.hints).hasSize(4);
  }

  @Test
  void case24_aThousandDuplicatesOfOneHintAllArriveAndAreAcknowledged() throws Exception {
    CollectingIntake intake = new CollectingIntake();
    List<Hint> same = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      same.add(new Hint(new JobId(42), 3));
    }
    assertThat(queue.publish(Stage.EXTRACT, same)).isEmpty();
    queue.consume(Stage.EXTRACT, 100, intake);

    await().atMost(PATIENCE).until(() -> intake.hints.size() == 1_000);
    awaitReady(Stage.EXTRACT, 0);
    assertThat(new HashSet<>(intake.hints)).containsExactly(new Hint(new JobId(42), 3));
  }

  @Test
  void depthCountsMessagesAndConsumers() throws Exception {
    assertThat(queue.depth(Stage.EXTRACT)).contains(new Depth(0, 0));
    queue.publish(Stage.EXTRACT, hints(1, 3));
    awaitReady(Stage.EXTRACT, 3);
    queue.consume(Stage.EXTRACT, 1, CollectingIntake.holding());
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(queue.depth(Stage.EXTRACT)).contains(new Depth(2, 1)));
  }

  @Test
  void foreignJobsAndRubbishReachTheIntakeInTheQueuesOrder() throws Exception {
    CollectingIntake intake = new CollectingIntake();
    raw.send(
        Stage.EXTRACT,
        """
        {"tenant_id": 1, "job_type": "extract", "entity_type": "jira_issues",
         "integration_id": 2, "payload": {"jql": "project = A"}, "priority": 7}\
        """);
    raw.send(Stage.EXTRACT, "not json");
    raw.send(Stage.EXTRACT, "{\"v\":1,\"job\":5,\"d\":1}");
    queue.consume(Stage.EXTRACT, 10, intake);

    await().atMost(PATIENCE).until(() -> intake.hints.size() == 1);
    assertThat(intake.foreign).hasSize(1);
    assertThat(intake.foreign.getFirst().priority()).isEqualTo(7);
    assertThat(intake.foreign.getFirst().payloadJson()).isEqualTo("{\"jql\":\"project = A\"}");
    assertThat(intake.dead).hasSize(1);
    assertThat(intake.dead.getFirst().origin()).isEqualTo("etl.extract");
    assertThat(new String(intake.dead.getFirst().body(), StandardCharsets.UTF_8))
        .isEqualTo("not json");
  }

  @Test
  void case46_aBodyOfTwentyMillionBytesIsADeadLetterAndTheConsumerLives() throws Exception {
    CollectingIntake intake = new CollectingIntake();
    queue.consume(Stage.EXTRACT, 10, intake);
    raw.send(Stage.EXTRACT, "\"" + "x".repeat(20_000_000) + "\"");
    raw.send(Stage.EXTRACT, "{\"v\":1,\"job\":5,\"d\":1}");

    await().atMost(PATIENCE).until(() -> intake.hints.size() == 1);
    assertThat(intake.dead).hasSize(1);
    assertThat(intake.dead.getFirst().reason()).contains("20000002 bytes", "limit is 1048576");
    assertThat(intake.dead.getFirst().body()).hasSize(20_000_002);
  }

  @Test
  void case15_hintsForARemovedBindingComeBackAndTheBindingIsNamedAndRestored() throws Exception {
    raw.channel.queueUnbind("etl.load", "etl.direct", "load");

    assertThat(queue.publish(Stage.LOAD, hints(1, 3)))
        .containsExactlyInAnyOrderElementsOf(hints(1, 3));
    assertThat(queue.trouble())
        .hasValueSatisfying(
            p -> assertThat(p.what()).contains("binding etl.direct -> etl.load (key load)"));
    assertThat(queue.canPublish()).isTrue();
    assertThat(queue.publish(Stage.EXTRACT, hints(1, 3))).isEmpty();

    await().atMost(PATIENCE).until(() -> queue.publish(Stage.LOAD, hints(4, 1)).isEmpty());
    assertThat(queue.trouble()).isEmpty();
    awaitReady(Stage.LOAD, 1);
  }

  @Test
  void case15_hintsForAMissingExchangeAreNotConfirmedAndItIsDeclaredAgain() throws Exception {
    raw.channel.exchangeDelete("etl.direct");

    assertThat(queue.publish(Stage.LOAD, hints(1, 3)))
        .containsExactlyInAnyOrderElementsOf(hints(1, 3));

    await().atMost(PATIENCE).until(() -> queue.publish(Stage.LOAD, hints(4, 1)).isEmpty());
    awaitReady(Stage.LOAD, 1);
  }

  @Test
  void case13_aQueueDeletedUnderItsConsumerIsDeclaredAgainAndConsumedOn() throws Exception {
    CollectingIntake intake = new CollectingIntake();
    queue.consume(Stage.EXTRACT, 10, intake);
    queue.publish(Stage.EXTRACT, hints(1, 1));
    await().atMost(PATIENCE).until(() -> intake.hints.size() == 1);

    raw.channel.queueDelete("etl.extract");

    await().atMost(PATIENCE).until(() -> queue.publish(Stage.EXTRACT, hints(2, 1)).isEmpty());
    await().atMost(PATIENCE).until(() -> intake.hints.contains(hints(2, 1).getFirst()));
  }

  @Test
  void case14_aPurgedQueueIsSeenAsEmptyAndGoesOn() throws Exception {
    queue.publish(Stage.EXTRACT, hints(1, 10));
    awaitReady(Stage.EXTRACT, 10);
    raw.channel.queuePurge("etl.extract");
    awaitReady(Stage.EXTRACT, 0);
    assertThat(queue.publish(Stage.EXTRACT, hints(1, 10))).isEmpty();
    awaitReady(Stage.EXTRACT, 10);
  }

  @Test
  void anIntakeThatThrowsGetsTheMessageAgainOnANewConsumer() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    CollectingIntake intake =
        new CollectingIntake(
            receipt -> {
              if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("planted");
              }
              receipt.acknowledge();
            });
    queue.consume(Stage.EXTRACT, 1, intake);
    queue.publish(Stage.EXTRACT, hints(1, 1));
    await().atMost(PATIENCE).until(() -> calls.get() == 2);
    awaitReady(Stage.EXTRACT, 0);
  }

  @Test
  void consumersAndForeignMessagesComeBackAfterARestartOfTheBroker() throws Exception {
    CollectingIntake intake = new CollectingIntake();
    queue.consume(Stage.EXTRACT, 10, intake);
    AMQP.BasicProperties persistent = new AMQP.BasicProperties.Builder().deliveryMode(2).build();
    raw.channel.basicPublish("", Stage.TRANSFORM.queue(), persistent, new byte[] {1});
    raw.channel.waitForConfirmsOrDie(5_000);

    broker.stop();
    await().atMost(PATIENCE).until(() -> !queue.canPublish());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(queue.trouble())
                    .hasValueSatisfying(p -> assertThat(p.code()).isEqualTo("broker.unreachable")));
    assertThat(queue.publish(Stage.EXTRACT, hints(9, 2))).containsExactlyElementsOf(hints(9, 2));
    assertThat(queue.depth(Stage.EXTRACT)).isEmpty();

    broker.restart();
    await().atMost(PATIENCE).until(queue::canPublish);
    assertThat(queue.trouble()).isEmpty();
    assertThat(queue.publish(Stage.EXTRACT, hints(9, 2))).isEmpty();
    await().atMost(PATIENCE).until(() -> intake.hints.size() == 2);
    awaitReady(Stage.TRANSFORM, 1);
  }

  @Test
  void whatWasAcknowledgedJustBeforeTheCloseStaysAcknowledged() throws Exception {
    CollectingIntake intake = CollectingIntake.holding();
    queue.consume(Stage.LOAD, 100, intake);
    queue.publish(Stage.LOAD, hints(1, 60));
    await().atMost(PATIENCE).until(() -> intake.receipts.size() == 60);

    intake.receipts.subList(0, 57).forEach(r -> r.acknowledge());
    queue.close();

    queue = open(broker.url());
    await().atMost(PATIENCE).until(queue::canPublish);
    awaitReady(Stage.LOAD, 3);
  }

  @Test
  void aClosedQueueLeavesNoThreadBehind() throws Exception {
    queue.consume(Stage.LOAD, 100, new CollectingIntake());
    queue.consumeDeadLetters(new CollectingIntake());
    queue.publish(Stage.LOAD, hints(1, 60));
    assertThat(queue.depth(Stage.LOAD)).isPresent();
    assertThat(threads()).isNotEmpty();
    queue.close();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(threads()).isEmpty());
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(
            name ->
                name.matches("broker-(supervisor|depth|answers|close|consumer-.*|publisher-.*)"))
        .toList();
  }

  @Test
  void closingTwiceAndUsingAfterwardsIsQuiet() throws Exception {
    queue.close();
    queue.close();
    assertThat(queue.canPublish()).isFalse();
    assertThat(queue.publish(Stage.LOAD, hints(1, 2))).hasSize(2);
    assertThat(queue.depth(Stage.LOAD)).isEmpty();
    queue.consume(Stage.LOAD, 1, new CollectingIntake());
    queue.stopConsuming(Stage.LOAD);
  }
}
