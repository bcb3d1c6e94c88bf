package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.RunId;
import dev.cutover.job.Stage;
import dev.cutover.job.TenantId;
import dev.cutover.kit.MemoryJobQueue;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.RawTable;
import dev.cutover.pipeline.Outcome;
import dev.cutover.pipeline.PipelineRuntime;
import dev.cutover.pipeline.RetryPolicy;
import dev.cutover.pipeline.ScheduledRuns;
import dev.cutover.pipeline.stage.Mappings;
import dev.cutover.pipeline.stage.Schedules;
import dev.cutover.pipeline.stage.Schedules.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// When a schedule starts a run, and that it starts one only. Time stands still unless it is moved.
class PgScheduledRunsTest {
  private static final Mappings.By ANNA = new Mappings.By("anna", "test");
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

  private final PipelineFixture fixture = new PipelineFixture();
  private final Database database = fixture.database("worker");
  private final Schedules schedules = new PgSchedules(database);
  private Instant now = NOON;
  private final ScheduledRuns scheduled = new PgScheduledRuns(database, _ -> now);

  @AfterEach
  void close() {
    fixture.close();
  }

  private void every(int minutes, Integer retry) {
    schedules.set(
        new TenantId(fixture.tenant),
        new IntegrationId(fixture.integration),
        new Rhythm(minutes, retry),
        ANNA);
    fixture.execute("UPDATE etl_schedule SET changed_at = '" + NOON + "'");
  }

  /// A run began at noon and is over.
  private void ended(String status, String at) {
    fixture.execute(
        """
        INSERT INTO etl_run (tenant_id, integration_id, entities, status, started_at, ended_at)
        VALUES (%d, %d, '{jira_issues}', '%s', '%s', '2026-05-04T%sZ')
        """
            .formatted(fixture.tenant, fixture.integration, status, NOON, at));
  }

  private List<RunId> at(String time) {
    now = Instant.parse("2026-05-04T" + time + "Z");
    return scheduled.startDue();
  }

  @Test
  void whatWasNeverReadStartsAtOnceAndAnActiveRunIsNotDoubled() {
    every(60, null);
    List<RunId> started = at("12:00:00");
    assertThat(started).hasSize(1);
    assertThat(
            fixture.text(
                "SELECT requested_by || ' ' || is_full || ' ' || status FROM etl_run WHERE id = "
                    + started.getFirst()))
        .isEqualTo("schedule false running");
    assertThat(fixture.number("SELECT count(*) FROM etl_job_queue WHERE status = 'pending'"))
        .isPositive();
    assertThat(at("18:00:00")).as("still active after six intervals").isEmpty();
    assertThat(schedules.list().getFirst().running()).isTrue();
    assertThat(schedules.list().getFirst().next()).isNull();
  }

  @Test
  void theIntervalGoesFromStartToStart() {
    every(60, 15);
    ended("completed", "12:20:00");
    assertThat(schedules.list().getFirst().next()).isEqualTo(NOON.plusSeconds(3600));
    assertThat(at("12:59:59")).isEmpty();
    assertThat(at("13:00:00")).hasSize(1);
  }

  @Test
  void missedIntervalsAreOneRun() {
    every(60, null);
    ended("completed", "12:20:00");
    assertThat(at("23:30:00")).hasSize(1);
    assertThat(at("23:30:00")).isEmpty();
  }

  @Test
  void afterAFailureTheRetryIntervalCountsFromItsEnd() {
    every(60, 15);
    ended("failed", "12:20:00");
    assertThat(at("12:34:59")).isEmpty();
    assertThat(at("12:35:00")).hasSize(1);
  }

  @Test
  void withoutARetryIntervalAFailureWaitsLikeASuccess() {
    every(60, null);
    ended("failed", "12:20:00");
    assertThat(at("12:59:59")).isEmpty();
    assertThat(at("13:00:00")).hasSize(1);
  }

  @Test
  void onlyAFailedRunIsRetriedSoon() {
    every(60, 15);
    ended("completed_with_errors", "12:20:00");
    ended("cancelled", "12:21:00");
    assertThat(at("12:59:59")).isEmpty();
  }

  @Test
  void aSmallerIntervalHoldsAtOnce() {
    every(600, null);
    ended("completed", "12:20:00");
    assertThat(at("12:40:00")).isEmpty();
    every(30, null);
    assertThat(at("12:40:00")).hasSize(1);
  }

  @Test
  void whatIsSwitchedOffOrHasNoScheduleIsLeftAlone() {
    RawTable table = new RawTable(fixture);
    table.integration(table.tenant("globex"), "jira");
    every(60, null);
    fixture.execute("UPDATE integrations SET active = FALSE WHERE id = " + fixture.integration);
    assertThat(at("23:00:00")).isEmpty();
    assertThat(schedules.list().getFirst().next()).isNull();
    fixture.execute("UPDATE integrations SET active = TRUE WHERE id = " + fixture.integration);
    assertThat(at("23:00:00")).hasSize(1);
    assertThat(fixture.number("SELECT count(DISTINCT tenant_id) FROM etl_run")).isEqualTo(1);
  }

  @Test
  void manyProcessesAtOnceStartOneRunEach() throws Exception {
    every(60, null);
    int processes = 6;
    CyclicBarrier together = new CyclicBarrier(processes);
    try (ExecutorService threads = Executors.newFixedThreadPool(processes)) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int n = 0; n < processes; n++) {
        ScheduledRuns one = new PgScheduledRuns(fixture.database("worker" + n), _ -> NOON);
        Callable<Integer> ask =
            () -> {
              int started = 0;
              for (int round = 0; round < 20; round++) {
                together.await();
                started += one.startDue().size();
                together.await();
                endRuns();
              }
              return started;
            };
        answers.add(threads.submit(ask));
      }
      int started = 0;
      for (Future<Integer> answer : answers) {
        started += answer.get();
      }
      assertThat(started).as("one a round").isEqualTo(20);
    }
    assertThat(fixture.number("SELECT count(*) FROM etl_run")).isEqualTo(20);
  }

  /// Over since long ago, so that the next round is due again.
  private void endRuns() {
    fixture.execute(
        "UPDATE etl_run SET status = 'completed', started_at = '2026-05-01', ended_at ="
            + " '2026-05-01' WHERE status = 'running'");
  }

  @Test
  void aRuntimeThatStaysStartsDueRunsByItself() {
    every(60, 15);
    Database pool = fixture.database("standing");
    PipelineRuntime.Parts parts =
        new PipelineRuntime.Parts(
            new PgJobStore(pool, "standing"),
            new PgJobReaper(pool, "standing"),
            new PgWorkers(pool, "standing", "here"),
            new PgMessages(pool),
            pool,
            new MemoryJobQueue(),
            new RetryPolicy(Duration.ofMillis(10), new Random(1)),
            Map.of(Stage.EXTRACT, _ -> Outcome.Done.NOTHING),
            Map.of(Stage.EXTRACT, 1),
            new PgScheduledRuns(pool));
    try (PipelineRuntime runtime = new PipelineRuntime(parts)) {
      runtime.start();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(fixture.rows("SELECT status FROM etl_run", row -> row.getString(1)))
                      .containsExactly("completed"));
    }
    assertThat(schedules.list().getFirst().due()).isFalse();
  }
}
