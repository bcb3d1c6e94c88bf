package dev.cutover.cutover.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.check.Finding;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.StepFact;
import dev.cutover.database.PgOldJobs;
import dev.cutover.database.PgOpenWork;
import dev.cutover.database.PgRoleSessions;
import dev.cutover.kit.OldSite;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.StepDrill;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// S9 on a real PostgreSQL.
class MoveTest {
  private static final String ROWS =
      """
      SELECT 'job ' || job_type || entity_type || status || payload || coalesce(dedupe_key, '') FROM etl_job_queue
      UNION ALL SELECT 'run ' || requested_by || status FROM etl_run
      UNION ALL SELECT 'event ' || to_status || actor FROM etl_job_event
      UNION ALL SELECT 'mark ' || integration_id || entity_type || value || run_id FROM etl_watermark ORDER BY 1
      """;

  private OldSite site;
  private StepDrill run;

  @BeforeEach
  void aDrainedServiceWithOpenWork() throws Exception {
    site = new OldSite(new PipelineFixture(), false);
    site.fixture.execute(
        "UPDATE etl_jobs SET status = 'PENDING', last_run_started_at = '2026-11-20 10:00',"
            + " last_success_at = '2026-11-20 10:30' WHERE job_name = 'Jira'");
    site.fixture.execute(
        "UPDATE etl_jobs SET last_run_started_at = '2026-11-20 11:00', last_success_at ="
            + " '2026-11-19 23:00' WHERE job_name = 'GitHub'");
    run = new StepDrill(site.cutover(Map.of("watermark.margin", "PT4H")));
    pauseTheSchedule();
  }

  private void pauseTheSchedule() throws InterruptedException {
    Drain drain =
        new Drain(
            site.manager(), new PgOldJobs(site.database()), new PgRoleSessions(site.database()));
    run.apply(drain, drain.effects(run).getFirst());
  }

  @AfterEach
  void endWhatWasStarted() throws Exception {
    site.close();
  }

  @Test
  void dueJobsBecomeJobRowsOnceAndAreTakenBackWithoutATrace() throws Exception {
    site.fixture.execute(
        "INSERT INTO etl_watermark (tenant_id, integration_id, entity_type, value, run_id) VALUES ("
            + site.fixture.tenant
            + ", "
            + site.fixture.integration
            + ", 'jira_issues', '2026-11-25T00:00:00Z', 0)");
    List<String> before = site.fixture.strings(ROWS);

    run.drill(move());

    assertThat(site.fixture.strings(ROWS)).isEqualTo(before);
  }

  @Test
  void asManyComeOutAsWentInHoweverOftenItIsDone() throws Exception {
    run.carryOut(move());
    for (Effect effect : move().effects(run)) {
      effect.apply(run);
    }

    assertThat(run.found(move().name(), "open work").orElseThrow().facts())
        .containsEntry("in", "3")
        .containsEntry("out", "3");
    assertThat(site.fixture.strings("SELECT entity_type FROM etl_job_queue ORDER BY id"))
        .containsExactly("jira_projects", "jira_statuses", "jira_issues");
    assertThat(site.fixture.strings("SELECT requested_by FROM etl_run"))
        .containsExactly("cutover test-run-1");
  }

  @Test
  void watermarksAreTheEarliestThatIsSafeLessTheMargin() throws Exception {
    run.carryOut(move());

    assertThat(
            site.fixture.strings(
                "SELECT DISTINCT to_char(value AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') FROM"
                    + " etl_watermark"))
        .containsExactly("2026-11-19 19:00");
    assertThat(site.fixture.text("SELECT payload ->> 'since' FROM etl_job_queue LIMIT 1"))
        .isEqualTo("2026-11-19T18:55:00Z");
  }

  @Test
  void whatHadBeenBegunStaysAndIsTold() throws Exception {
    run.carryOut(move());
    site.fixture.execute(
        "UPDATE etl_job_queue SET attempt = 1, status = 'completed' WHERE entity_type ="
            + " 'jira_projects'");

    for (Effect effect : move().effects(run).reversed()) {
      effect.undo(run);
    }

    assertThat(site.fixture.number("SELECT count(*) FROM etl_job_queue")).isEqualTo(3);
    assertThat(move().verifyUndo(run))
        .anyMatch(
            each -> each.severity() == Finding.Severity.WARN && each.found().contains("begun"));
  }

  @Test
  void aHalfDoneMoveIsRecognisedAndFinished() throws Exception {
    run.carryOut(move());
    site.fixture.execute("DELETE FROM etl_job_queue WHERE entity_type = 'jira_issues'");
    Effect open = move().effects(run).getLast();

    assertThat(open.inspect(run).state()).isEqualTo(StepFact.State.PARTIAL);
    assertThat(move().verify(run)).anyMatch(each -> each.severity() == Finding.Severity.FAIL);
    open.apply(run);

    assertThat(open.inspect(run).state()).isEqualTo(StepFact.State.DONE);
    assertThat(site.fixture.number("SELECT count(*) FROM etl_run")).isEqualTo(1);
  }

  @Test
  void aJobWithoutAnIntegrationIsNamed() throws Exception {
    site.fixture.execute("UPDATE etl_jobs SET integration_id = NULL WHERE job_name = 'Jira'");

    assertThat(move().check(run))
        .anyMatch(
            each ->
                each.severity() == Finding.Severity.WARN
                    && each.found().contains("Jira of tenant"));
    run.carryOut(move());
    assertThat(site.fixture.number("SELECT count(*) FROM etl_job_queue")).isZero();
  }

  private Move move() {
    return new Move(new PgOpenWork(site.database()));
  }
}
