package dev.cutover.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.database.Database;
import dev.cutover.database.PgIntegrationAdmin;
import dev.cutover.database.PgJobReaper;
import dev.cutover.database.PgRuns;
import dev.cutover.job.EntityType;
import dev.cutover.job.IntegrationId;
import dev.cutover.kit.ChildJvm;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestFolder;
import dev.cutover.kit.TestQpid;
import dev.cutover.kit.TestRabbit;
import dev.cutover.kit.WorkerProcess;
import dev.cutover.pipeline.RunRequest;
import dev.cutover.pipeline.RunStart;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A worker that dies at every point where it matters, and another that takes over.
class WorkerCrashTest {
  private static final int ISSUES = 600;

  private static String broker() {
    return TestRabbit.available() ? TestRabbit.start().url() : TestQpid.start().url();
  }

  /// Every point at which a worker can die between taking a job and having it acknowledged.
  static Stream<String> points() {
    return Stream.of(
        "store.dispatch:after",
        "queue.publish:before",
        "queue.publish:after",
        "store.claim:before",
        "store.claim:after",
        "store.progress:after",
        "store.enqueue:after",
        "store.count:after",
        "store.applied:after",
        "store.complete:before",
        "store.complete:after",
        "tx.inTransaction:after");
  }

  @ParameterizedTest
  @ValueSource(strings = {"store.claim:after", "store.complete:after", "tx.inTransaction:after"})
  void case01_aWorkerKilledAtANamedPointLosesAndDoublesNothing(String point) throws Exception {
    dieAt(point, 1);
  }

  @ParameterizedTest
  @MethodSource("points")
  @Tag("campaign")
  void case01_aWorkerKilledAtAnyPointAndAnyCallLosesAndDoublesNothing(String point)
      throws Exception {
    for (int call = 1; call <= Integer.getInteger("cutover.case01.calls", 6); call++) {
      dieAt(point, call);
    }
  }

  private void dieAt(String point, int call) throws Exception {
    try (PipelineFixture fixture = new PipelineFixture()) {
      Database database = fixture.database("test");
      startRun(database);
      String address = fixture.address().toUri();
      String broker = broker();
      try (ChildJvm child =
          ChildJvm.start(CrashPointWorker.class, address, broker, point, String.valueOf(call))) {
        boolean died = child.awaitEnd(Duration.ofSeconds(40));
        assertThat(died || fixture.text("SELECT status FROM etl_run").equals("completed"))
            .as("%s call %d: died there, or there was no such call", point, call)
            .isTrue();
      }
      letLeasesRunOut(fixture);
      try (WorkerProcess next =
          WorkerProcess.start(address, broker, TestFolder.create("crash-home"))) {
        Awaitility.await(point + " " + call)
            .atMost(Duration.ofMinutes(2))
            .until(() -> fixture.text("SELECT status FROM etl_run").equals("completed"));
        assertThat(next.isAlive()).isTrue();
      }
      verifyExact(fixture, point + " call " + call);
    }
  }

  private static void startRun(Database database) throws Exception {
    Path folder = TestFolder.create("crash-data");
    IssueFolder.write(folder, ISSUES);
    long integration =
        new PgIntegrationAdmin(database)
            .add(
                new IntegrationAdmin.NewIntegration(
                    "acme", "files", "", null, Map.of("path", folder.toString()), Map.of()))
            .integration();
    assertThat(
            new PgRuns(database)
                .start(
                    new RunRequest(
                        new IntegrationId(integration),
                        List.of(EntityType.JIRA_ISSUES),
                        5,
                        false,
                        Map.of(),
                        "test")))
        .isInstanceOf(RunStart.Started.class);
  }

  /// Time passing: a minute in the real world.
  private static void letLeasesRunOut(PipelineFixture fixture) {
    fixture.execute(
        "UPDATE etl_job_queue SET lease_until = clock_timestamp() - interval '1 second' WHERE"
            + " status = 'running'");
    fixture.execute(
        "UPDATE etl_job_queue SET dispatched_at = clock_timestamp() - interval '20 minutes' WHERE"
            + " status = 'queued'");
  }

  private static void verifyExact(PipelineFixture fixture, String when) {
    assertThat(
            fixture.rows(
                "SELECT stage || ' ' || expected || ' ' || done || ' ' || failed FROM etl_run_count"
                    + " ORDER BY 1",
                row -> row.getString(1)))
        .as(when)
        .containsExactly(
            "extract " + ISSUES + " " + ISSUES + " 0",
            "load " + ISSUES + " " + ISSUES + " 0",
            "transform " + ISSUES + " " + ISSUES + " 0");
    assertThat(fixture.number("SELECT count(*) FROM raw_extraction_data")).isEqualTo(ISSUES);
    assertThat(fixture.number("SELECT count(*) FROM work_items")).isEqualTo(ISSUES);
    assertThat(fixture.number("SELECT count(*) FROM changelogs"))
        .isEqualTo((long) ISSUES * IssueFolder.CHANGES);
    assertThat(
            fixture.number(
                "SELECT count(*) FROM (SELECT job_id FROM etl_job_event WHERE to_status ="
                    + " 'completed' GROUP BY 1 HAVING count(*) > 1) twice"))
        .as(when)
        .isZero();
  }

  @Test
  void case04_aJobThatKillsItsWorkerIsDeadAfterItsAttemptsAndOthersFlow() throws Exception {
    try (PipelineFixture fixture = new PipelineFixture()) {
      Database database = fixture.database("test");
      fixture.jobs(dev.cutover.job.Stage.LOAD, 30, 5);
      fixture.execute("UPDATE etl_job_queue SET max_attempts = 3, priority = 9 WHERE id = 7");
      String broker = broker();
      PgJobReaper reaper = new PgJobReaper(database, "test");
      for (int attempt = 1; attempt <= 3; attempt++) {
        try (ChildJvm child =
            ChildJvm.start(
                HaltingWorker.class, fixture.address().toUri(), broker, String.valueOf(7))) {
          assertThat(child.awaitEnd(Duration.ofSeconds(60))).as("died of job 7").isTrue();
        }
        letLeasesRunOut(fixture);
        assertThat(reaper.rescueLostWorkers()).isPositive();
      }
      assertThat(fixture.text("SELECT status FROM etl_job_queue WHERE id = 7")).isEqualTo("dead");
      assertThat(fixture.text("SELECT error_class FROM etl_job_queue WHERE id = 7"))
          .isEqualTo("job.worker_lost");
      assertThat(
              fixture.number(
                  "SELECT jsonb_array_length(error_details) FROM etl_job_queue WHERE id = 7"))
          .as("each loss is told")
          .isEqualTo(3);
      try (ChildJvm child =
          ChildJvm.start(HaltingWorker.class, fixture.address().toUri(), broker, "0")) {
        Awaitility.await("the others flow")
            .atMost(Duration.ofMinutes(1))
            .until(
                () ->
                    fixture.number("SELECT count(*) FROM etl_job_queue WHERE status = 'completed'")
                        == 29);
        assertThat(child.pid()).isPositive();
      }
    }
  }
}
