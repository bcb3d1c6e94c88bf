package dev.cutover.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cutover.job.JobId;
import dev.cutover.job.Problem;
import dev.cutover.job.Stage;
import dev.cutover.kit.MemoryJobQueue;
import dev.cutover.kit.PipelineFixture;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipelineRuntimeTest {
  private static final Problem BAD = new Problem("test.bad", "It is bad.", "Mend it.");

  private final PipelineFixture fixture = new PipelineFixture();
  private final MemoryJobQueue queue = new MemoryJobQueue();

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  private long in(String state) {
    return fixture.number("SELECT count(*) FROM etl_job_queue WHERE status = '" + state + "'");
  }

  private void awaitState(String state, long jobs) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(in(state)).as("%s jobs", state).isEqualTo(jobs));
  }

  @Test
  void everyJobIsClaimedOnceAndCompleted() {
    fixture.jobs(Stage.LOAD, 2000, 5);
    Map<Long, Integer> runs = new ConcurrentHashMap<>();
    StageHandler count =
        attempt -> {
          runs.merge(attempt.job().value(), 1, Integer::sum);
          return Outcome.Done.NOTHING;
        };
    try (PipelineRuntime one = fixture.runtime("one", queue, 4, Map.of(Stage.LOAD, count))) {
      one.start();
      awaitState("completed", 2000);
      assertThat(runs).hasSize(2000).allSatisfy((job, times) -> assertThat(times).isEqualTo(1));
      assertThat(one.tally().done()).isEqualTo(2000);
    }
    assertThat(
            fixture.rows(
                "SELECT to_status, count(*) FROM etl_job_event GROUP BY 1 ORDER BY 1",
                row -> row.getString(1) + " " + row.getLong(2)))
        .containsExactly("completed 2000", "queued 2000", "running 2000");
  }

  @Test
  void aFailingJobIsDeadAfterItsLastAttemptAndKeepsItsProblems() {
    fixture.jobs(Stage.LOAD, 1, 5);
    fixture.execute("UPDATE etl_job_queue SET max_attempts = 2");
    try (PipelineRuntime one =
        fixture.runtime("one", queue, 1, Map.of(Stage.LOAD, _ -> new Outcome.Retry(BAD)))) {
      one.start();
      awaitState("dead", 1);
    }
    assertThat(fixture.number("SELECT attempt FROM etl_job_queue")).isEqualTo(2);
    assertThat(fixture.number("SELECT jsonb_array_length(error_details) FROM etl_job_queue"))
        .isEqualTo(2);
    assertThat(fixture.text("SELECT error_details -> -1 ->> 'what' FROM etl_job_queue"))
        .isEqualTo("It is bad.");
  }

  @Test
  void aSnoozedJobDoesNotUseAnAttempt() {
    fixture.jobs(Stage.LOAD, 1, 5);
    AtomicInteger calls = new AtomicInteger();
    StageHandler twiceLater =
        _ ->
            calls.incrementAndGet() < 3
                ? new Outcome.Snooze(Duration.ofMillis(1), BAD)
                : Outcome.Done.NOTHING;
    try (PipelineRuntime one = fixture.runtime("one", queue, 1, Map.of(Stage.LOAD, twiceLater))) {
      one.start();
      awaitState("completed", 1);
    }
    assertThat(fixture.number("SELECT attempt * 10 + deferrals FROM etl_job_queue")).isEqualTo(12);
  }

  @Test
  void case12_hintsThatTheBrokerLostAreSentAgain() {
    fixture.jobs(Stage.LOAD, 30, 5);
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    StageHandler waits =
        _ -> {
          first.countDown();
          goOn.await();
          return Outcome.Done.NOTHING;
        };
    try (PipelineRuntime one = fixture.runtime("one", queue, 1, Map.of(Stage.LOAD, waits))) {
      one.start();
      await().until(() -> first.getCount() == 0);
      queue.loseEverything();
      goOn.countDown();
      awaitState("completed", 30);
    }
  }

  @Test
  void case23_jobsWaitForABrokerThatIsAway() {
    queue.reachable(false);
    fixture.jobs(Stage.LOAD, 5, 5);
    try (PipelineRuntime one =
        fixture.runtime("one", queue, 1, Map.of(Stage.LOAD, _ -> Outcome.Done.NOTHING))) {
      one.start();
      await().during(Duration.ofMillis(300)).until(() -> in("pending") == 5);
      queue.reachable(true);
      awaitState("completed", 5);
    }
  }

  @Test
  void case95_eightClaimersTakeEachJobOncePerAttempt() throws Exception {
    int jobs = Integer.getInteger("cutover.case95.jobs", 4000);
    fixture.jobs(Stage.TRANSFORM, jobs, 5);
    Map<Long, Integer> runs = new ConcurrentHashMap<>();
    StageHandler count =
        attempt -> {
          runs.merge(attempt.job().value(), 1, Integer::sum);
          return Outcome.Done.NOTHING;
        };
    PipelineRuntime[] eight = new PipelineRuntime[8];
    // The queue in memory has one consumer a stage, so each runtime has its own broker here.
    for (int i = 0; i < eight.length; i++) {
      eight[i] = fixture.runtime("w" + i, new MemoryJobQueue(), 2, Map.of(Stage.TRANSFORM, count));
      eight[i].start();
    }
    awaitState("completed", jobs);
    for (PipelineRuntime each : eight) {
      each.close();
    }
    assertThat(runs).hasSize(jobs).allSatisfy((job, times) -> assertThat(times).isEqualTo(1));
  }

  @Test
  void aWorkerThatDiedIsReplacedWhenItsLeaseRunsOut() {
    fixture.jobs(Stage.LOAD, 1, 5);
    fixture.execute(
        """
        UPDATE etl_job_queue SET status = 'running', attempt = 1, lease_owner = 'dead', lease_token =
        gen_random_uuid(), lease_until = clock_timestamp() - interval '1 second'
        """);
    try (PipelineRuntime one =
        fixture.runtime("one", queue, 1, Map.of(Stage.LOAD, _ -> Outcome.Done.NOTHING))) {
      one.start();
      awaitState("completed", 1);
    }
    assertThat(fixture.number("SELECT attempt FROM etl_job_queue")).isEqualTo(2);
    assertThat(fixture.text("SELECT error_details -> 0 ->> 'worker' FROM etl_job_queue"))
        .isEqualTo("dead");
  }

  @Test
  void case03_aZombiesWriteIsFenced() throws Exception {
    fixture.jobs(Stage.LOAD, 1, 5);
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger products = new AtomicInteger();
    StageHandler frozen =
        _ -> {
          started.countDown();
          goOn.await();
          return new Outcome.Done(_ -> products.incrementAndGet());
        };
    try (PipelineRuntime zombie = fixture.runtime("zombie", queue, 1, Map.of(Stage.LOAD, frozen))) {
      zombie.start();
      started.await();
      // Frozen: it dispatches nothing either.
      queue.reachable(false);
      fixture.execute(
          "UPDATE etl_job_queue SET lease_until = clock_timestamp() - interval '1 second'");
      try (PipelineRuntime other =
          fixture.runtime(
              "other", new MemoryJobQueue(), 1, Map.of(Stage.LOAD, _ -> Outcome.Done.NOTHING))) {
        other.start();
        awaitState("completed", 1);
      }
      goOn.countDown();
      await().until(() -> zombie.tally().fenced() == 1);
    }
    assertThat(fixture.number("SELECT attempt FROM etl_job_queue")).isEqualTo(2);
    assertThat(fixture.number("SELECT count(*) FROM etl_job_event WHERE to_status = 'completed'"))
        .isEqualTo(1);
  }

  @Test
  void case24_aThousandDuplicatesOfAHintAreOneClaim() {
    fixture.jobs(Stage.LOAD, 1, 5);
    AtomicInteger runs = new AtomicInteger();
    StageHandler count =
        _ -> {
          runs.incrementAndGet();
          return Outcome.Done.NOTHING;
        };
    List<Hint> thousand = Collections.nCopies(1000, new Hint(new JobId(1), 1));
    queue.publish(Stage.LOAD, thousand);
    try (PipelineRuntime one = fixture.runtime("one", queue, 2, Map.of(Stage.LOAD, count))) {
      one.start();
      awaitState("completed", 1);
      await().until(() -> one.tally().stale() >= 999);
    }
    assertThat(runs.get()).isEqualTo(1);
  }

  @Test
  void case49_hintsOfUnknownForeignAndFinishedJobsAreAcknowledgedAndCounted() {
    fixture.jobs(Stage.LOAD, 1, 5);
    fixture.jobs(Stage.TRANSFORM, 1, 5);
    fixture.execute("UPDATE etl_job_queue SET status = 'completed' WHERE id = 1");
    queue.publish(
        Stage.LOAD,
        List.of(
            new Hint(new JobId(1), 1),
            new Hint(new JobId(2), 1),
            new Hint(new JobId(999_999_999L), 1)));
    try (PipelineRuntime one =
        fixture.runtime("one", queue, 1, Map.of(Stage.LOAD, _ -> Outcome.Done.NOTHING))) {
      one.start();
      await().until(() -> one.tally().stale() == 3);
      assertThat(one.tally().done()).isZero();
    }
    assertThat(queue.depth(Stage.LOAD).orElseThrow().ready()).isZero();
  }

  @Test
  void jobsDoNotWaitBehindALongJobWhileAnotherWorkerIsIdle() throws Exception {
    fixture.jobs(Stage.LOAD, 1, 9);
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    StageHandler longJob =
        _ -> {
          started.countDown();
          goOn.await();
          return Outcome.Done.NOTHING;
        };
    try (PipelineRuntime busy = fixture.runtime("busy", queue, 1, Map.of(Stage.LOAD, longJob))) {
      busy.start();
      started.await();
      fixture.jobs(Stage.LOAD, 10, 5);
      await("the busy worker's dispatcher has sent hints to its own broker")
          .until(() -> in("queued") > 0);
      queue.reachable(false);
      try (PipelineRuntime idle =
          fixture.runtime(
              "idle", new MemoryJobQueue(), 1, Map.of(Stage.LOAD, _ -> Outcome.Done.NOTHING))) {
        idle.start();
        await().atMost(Duration.ofSeconds(40)).until(() -> idle.tally().done() >= 1);
        goOn.countDown();
        // The busy one's broker stays away: what is not dispatched yet is the idle one's to do.
        awaitState("completed", 11);
      }
    }
  }

  @Test
  void theUrgentGoFirstButTheOldAreNotShutOut() {
    fixture.jobs(Stage.LOAD, 1, 0);
    fixture.execute("UPDATE etl_job_queue SET scheduled_at = now() - interval '10 minutes'");
    fixture.jobs(Stage.LOAD, 500, 9);
    JobStore store = new dev.cutover.database.PgJobStore(fixture.database("dispatch"), "dispatch");
    assertThat(store.dispatch(Stage.LOAD, 4).hints())
        .as("the aged job of priority 0 is in the first dispatch")
        .anySatisfy(hint -> assertThat(hint.job().value()).isEqualTo(1));
  }
}
