package dev.cutover.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.database.Database;
import dev.cutover.database.PgIntegrationAdmin;
import dev.cutover.database.PgRuns;
import dev.cutover.job.EntityType;
import dev.cutover.job.IntegrationId;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.RestartablePostgres;
import dev.cutover.kit.TestFolder;
import dev.cutover.kit.TestRabbit;
import dev.cutover.kit.WorkerProcess;
import dev.cutover.pipeline.RunRequest;
import dev.cutover.pipeline.RunStart;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Two worker processes, real database, real broker, and every few moments one of them is hit: at
/// the end every count is exact. (Cases 1, 2, 11, 12 and 31 together.)
class ChaosTest {
  private static final int ISSUES = 1500;
  private static final int INTEGRATIONS = 3;

  private enum Fault {
    KILL_WORKER,
    KILL_BROKER,
    WIPE_BROKER,
    STOP_DATABASE
  }

  @Test
  void aFewFaultsOfEachKindChangeNoCount() throws Exception {
    runUnderFire(Integer.getInteger("cutover.chaos.faults", 8), 7);
  }

  @Test
  @Tag("campaign")
  @Timeout(value = 45, unit = TimeUnit.MINUTES)
  void sixtyFaultsAtRandomPointsChangeNoCount() throws Exception {
    runUnderFire(64, 2026);
  }

  private void runUnderFire(int faults, long seed) throws Exception {
    Random random = new Random(seed);
    Map<Fault, Integer> done = new EnumMap<>(Fault.class);
    try (TestRabbit rabbit = TestRabbit.startOwn();
        RestartablePostgres postgres = new RestartablePostgres();
        PipelineFixture fixture = new PipelineFixture(postgres.url())) {
      Database database = fixture.database("test");
      List<Long> integrations = integrations(database);
      String address = fixture.address().toUri();
      Path home = TestFolder.create("chaos-home");
      List<WorkerProcess> workers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        workers.add(WorkerProcess.start(address, rabbit.url(), home, "--slots", "2"));
      }
      long runs = 0;
      try {
        for (int n = 0; n < faults; n++) {
          runs += startRunsWhereNoneIsOpen(database, integrations);
          TimeUnit.MILLISECONDS.sleep(300 + random.nextInt(2500));
          Fault fault = n < 4 ? Fault.values()[n] : pick(random);
          done.merge(fault, 1, Integer::sum);
          switch (fault) {
            case KILL_WORKER -> {
              int which = random.nextInt(2);
              workers.get(which).kill9();
              workers.set(which, WorkerProcess.start(address, rabbit.url(), home, "--slots", "2"));
            }
            case KILL_BROKER -> {
              rabbit.kill9();
              rabbit.restart();
            }
            case WIPE_BROKER -> {
              rabbit.kill9();
              rabbit.wipeData();
              rabbit.restart();
            }
            case STOP_DATABASE -> {
              postgres.stopImmediately();
              TimeUnit.MILLISECONDS.sleep(random.nextInt(1500));
              postgres.startAgain();
            }
          }
        }
        Awaitility.await("all runs over")
            .atMost(Duration.ofMinutes(8))
            .pollInterval(Duration.ofSeconds(1))
            .ignoreExceptions()
            .until(
                () -> fixture.number("SELECT count(*) FROM etl_run WHERE status = 'running'") == 0);
        verify(fixture, integrations, runs);
        System.out.println(
            "chaos: "
                + faults
                + " faults "
                + done
                + ", "
                + runs
                + " runs of "
                + ISSUES
                + " issues; stale hints and rescues: "
                + fixture.rows(
                    "SELECT COALESCE(detail, '-'), count(*) FROM etl_job_event WHERE detail IS NOT"
                        + " NULL GROUP BY 1 ORDER BY 2 DESC LIMIT 6",
                    row -> row.getString(1) + " " + row.getLong(2))
                + "; every count exact");
      } finally {
        for (WorkerProcess worker : workers) {
          worker.close();
        }
      }
    }
  }

  private static Fault pick(Random random) {
    int n = random.nextInt(10);
    return n < 4
        ? Fault.KILL_WORKER
        : n < 6 ? Fault.KILL_BROKER : n < 7 ? Fault.WIPE_BROKER : Fault.STOP_DATABASE;
  }

  private static List<Long> integrations(Database database) throws Exception {
    PgIntegrationAdmin admin = new PgIntegrationAdmin(database);
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < INTEGRATIONS; i++) {
      Path folder = TestFolder.create("chaos-data");
      IssueFolder.write(folder, ISSUES);
      ids.add(
          admin
              .add(
                  new IntegrationAdmin.NewIntegration(
                      "tenant " + i,
                      "files",
                      "",
                      null,
                      Map.of("path", folder.toString()),
                      Map.of()))
              .integration());
    }
    return ids;
  }

  private static long startRunsWhereNoneIsOpen(Database database, List<Long> integrations) {
    PgRuns runs = new PgRuns(database);
    long started = 0;
    for (long integration : integrations) {
      RunRequest request =
          new RunRequest(
              new IntegrationId(integration),
              List.of(EntityType.JIRA_ISSUES),
              5,
              true,
              Map.of(),
              "chaos");
      RunStart start =
          Awaitility.await("database answers")
              .atMost(Duration.ofMinutes(1))
              .ignoreExceptions()
              .until(() -> runs.start(request), answer -> answer != null);
      started += start instanceof RunStart.Started ? 1 : 0;
    }
    return started;
  }

  private static void verify(PipelineFixture fixture, List<Long> integrations, long runs) {
    assertThat(
            fixture.rows(
                "SELECT status, count(*) FROM etl_run GROUP BY 1",
                row -> row.getString(1) + " " + row.getLong(2)))
        .as("runs")
        .containsExactly("completed " + runs);
    assertThat(
            fixture.rows(
                "SELECT DISTINCT stage || ' ' || expected || ' ' || done || ' ' || failed FROM"
                    + " etl_run_count WHERE entity_type = 'jira_issues' ORDER BY 1",
                row -> row.getString(1)))
        .as("every run counted every row once in every stage")
        .containsExactly(
            "extract " + ISSUES + " " + ISSUES + " 0",
            "load " + ISSUES + " " + ISSUES + " 0",
            "transform " + ISSUES + " " + ISSUES + " 0");
    for (long integration : integrations) {
      String mine = " WHERE integration_id = " + integration;
      assertThat(fixture.number("SELECT count(*) FROM raw_extraction_data" + mine))
          .isEqualTo(ISSUES);
      assertThat(
              fixture.number(
                  "SELECT count(*) FROM raw_extraction_data"
                      + mine
                      + " AND processing_status = 'loaded'"))
          .isEqualTo(ISSUES);
      assertThat(fixture.number("SELECT count(*) FROM work_items" + mine)).isEqualTo(ISSUES);
      assertThat(fixture.number("SELECT count(*) FROM changelogs" + mine))
          .isEqualTo((long) ISSUES * IssueFolder.CHANGES);
    }
    assertThat(
            fixture.number(
                "SELECT count(*) FROM (SELECT job_id FROM etl_job_event WHERE to_status ="
                    + " 'completed' GROUP BY job_id HAVING count(*) > 1) twice"))
        .as("jobs completed twice")
        .isZero();
    assertThat(fixture.number("SELECT count(*) FROM etl_job_queue WHERE status <> 'completed'"))
        .as("jobs that are not completed")
        .isZero();
    assertThat(fixture.number("SELECT count(*) FROM stg_work_items")).as("staging left").isZero();
  }
}
