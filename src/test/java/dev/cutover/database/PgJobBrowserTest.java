package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cutover.job.JobId;
import dev.cutover.job.JobState;
import dev.cutover.job.Stage;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.monitor.JobBrowser;
import dev.cutover.monitor.RunSnapshot;
import dev.cutover.pipeline.JobFilter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PgJobBrowserTest {
  private final PipelineFixture fixture = new PipelineFixture();
  private final JobBrowser jobs = new PgJobBrowser(fixture.database("jobs"));

  @BeforeEach
  void fiveJobs() {
    fixture.jobs(Stage.EXTRACT, 2, 5);
    fixture.jobs(Stage.LOAD, 3, 5);
    fixture.execute(
        "UPDATE etl_job_queue SET status = 'dead', error_class = 'PERMANENT', error_details ="
            + " jsonb_build_array(jsonb_build_object('what', 'no field ' || id)) WHERE job_type ="
            + " 'load'");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /// All conditions at once, so that each value has to reach its own place.
  private static JobFilter load(String tenant, String path) {
    return new JobFilter(
        List.of(),
        Set.of(JobState.DEAD, JobState.CANCELLED),
        Optional.of("load"),
        Optional.of(tenant),
        Optional.of("bench_noop"),
        Optional.empty(),
        Optional.of(path),
        Optional.of(Duration.ZERO));
  }

  @Test
  void everyConditionOfAFilterCounts() {
    assertThat(jobs.count(load("acme", "$.noop"))).isEqualTo(3);
    assertThat(jobs.count(load(String.valueOf(fixture.tenant), "$.noop ? (@ > 1)"))).isEqualTo(2);
    assertThat(jobs.count(load("globex", "$.noop"))).isZero();
  }

  @Test
  void theNewestComeFirstAndACountStopsWhereItIsTold() {
    List<JobBrowser.JobLine> lines = jobs.list(load("acme", "$.noop"), 2);
    long newest = fixture.number("SELECT max(id) FROM etl_job_queue");
    assertThat(lines).extracting(JobBrowser.JobLine::id).containsExactly(newest, newest - 1);
    assertThat(jobs.countUpTo(load("acme", "$.noop"), 2)).isEqualTo(2);
    assertThat(jobs.count(JobFilter.of(new JobId(newest)))).isEqualTo(1);
  }

  @Test
  void problemsThatDifferInNumbersAloneAreOne() {
    assertThat(jobs.groups(load("acme", "$.noop")))
        .extracting(JobBrowser.ProblemGroup::jobs)
        .containsExactly(3L);
    assertThat(jobs.groups(load("globex", "$.noop"))).isEmpty();
  }

  /// Read every few seconds over all jobs there ever were; those with a problem are few.
  @Test
  void problemsAreFoundWithoutReadingEveryJob() {
    fixture.jobs(Stage.TRANSFORM, 20_000, 5);
    fixture.execute("UPDATE etl_job_queue SET status = 'completed' WHERE job_type = 'transform'");
    fixture.execute("ANALYZE etl_job_queue");
    SqlPart query = PgJobBrowser.grouping(JobFilter.every());
    SqlPart plan = new SqlPart().add("EXPLAIN ").add(query);
    List<String> lines =
        fixture
            .database("plans")
            .withConnection(connection -> plan.on(connection).list(row -> row.getString(1)));
    assertThat(String.join("\n", lines)).contains("idx_etl_queue_problem");
  }

  @Test
  void aRunTellsItsProblemsByWhatTheyHaveInCommon() {
    fixture.execute(
        "INSERT INTO etl_run (tenant_id, integration_id, entities) SELECT tenant_id, id, '{}'"
            + " FROM integrations LIMIT 1");
    fixture.execute("UPDATE etl_job_queue SET run_id = (SELECT max(id) FROM etl_run)");
    fixture.execute(
        "UPDATE etl_job_queue SET error_details = '[{\"what\": \"field 7 is lost\"}]' WHERE id ="
            + " (SELECT max(id) FROM etl_job_queue)");
    RunSnapshot run = new PgMonitor(fixture.database("runs")).latestRuns(1).getFirst();
    assertThat(run.problems())
        .extracting(RunSnapshot.ProblemCount::jobs, RunSnapshot.ProblemCount::what)
        .containsExactly(tuple(2L, "no field #"), tuple(1L, "field 7 is lost"));
  }
}
