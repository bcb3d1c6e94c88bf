package dev.cutover.cutover.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.check.Finding;
import dev.cutover.cutover.OldService;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepFailure;
import dev.cutover.database.PgOldJobs;
import dev.cutover.database.PgRoleSessions;
import dev.cutover.kit.OldSite;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.StepDrill;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// S6 over the sample of the old service, a process that writes 200 rows a second.
class DrainTest {
  private OldSite site;

  @BeforeEach
  void aServiceThatWrites() throws Exception {
    site = new OldSite(new PipelineFixture(), true);
    site.start();
    site.awaitRows();
  }

  @AfterEach
  void endWhatWasStarted() throws Exception {
    site.close();
  }

  @Test
  void theServiceIsDrainedStoppedAndStartedAgain() throws Exception {
    StepDrill run = new StepDrill(site.cutover(Map.of()));

    run.drill(drain());

    site.awaitRows();
    assertThat(site.missing()).isEmpty();
    assertThat(site.fixture.strings("SELECT DISTINCT status FROM etl_jobs"))
        .doesNotContain("PAUSED");
    assertThat(run.told()).doesNotContain(site.role.password());
  }

  @Test
  void noRowIsMissingAndNoJobIsHalfDoneWhenItIsStopped() throws Exception {
    StepDrill run = new StepDrill(site.cutover(Map.of()));

    run.carryOut(drain());

    assertThat(site.diary()).isNotEmpty();
    assertThat(site.missing()).isEmpty();
    assertThat(site.fixture.strings("SELECT DISTINCT status FROM etl_jobs"))
        .containsExactly("PAUSED");
    assertThat(site.log()).contains("drained");
  }

  @Test
  void case89_aZombieThatItsManagerDoesNotSeeIsNotQuiet() throws Exception {
    StepDrill run = new StepDrill(site.cutover(Map.of("service.bound", "PT1S")));
    try (Connection zombie = site.connectAsService()) {
      assertThatThrownBy(() -> run.carryOut(drain()))
          .isInstanceOfSatisfying(
              StepFailure.class,
              failure ->
                  assertThat(failure.problem().toString())
                      .contains("manager says that it is stopped", "1 session of ", "process "));
      assertThat(site.manager().condition().state()).isEqualTo(OldService.State.STOPPED);
      assertThat(run.facts(drain())).contains(StepFact.State.PARTIAL);
      assertThat(drain().verify(run)).anyMatch(each -> each.severity() == Finding.Severity.FAIL);
      assertThat(zombie.isValid(1)).isTrue();
    }

    run.carryOut(drain());
  }

  @Test
  void aJobThatDoesNotEndIsNamedAndTheScheduleCanBeGivenBack() throws Exception {
    site.fixture.execute(
        "INSERT INTO etl_jobs (job_name, execution_order, status, tenant_id, last_run_started_at)"
            + " VALUES ('Stuck', 3, 'RUNNING', "
            + site.fixture.tenant
            + ", localtimestamp)");
    StepDrill run = new StepDrill(site.cutover(Map.of("drain.bound", "PT3S")));

    assertThatThrownBy(() -> run.carryOut(drain()))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("Stuck of acme, running for");

    assertThat(site.manager().condition().state()).isEqualTo(OldService.State.RUNNING);
    run.undo(drain());
    assertThat(site.fixture.strings("SELECT status FROM etl_jobs WHERE job_name = 'Stuck'"))
        .containsExactly("RUNNING");
    assertThat(site.fixture.strings("SELECT status FROM etl_jobs")).doesNotContain("PAUSED");
  }

  @Test
  void aJobThatDoesNotEndIsInterruptedWhenThePlanSaysSo() throws Exception {
    site.fixture.execute(
        "INSERT INTO etl_jobs (job_name, execution_order, status, tenant_id) VALUES ('Stuck', 3,"
            + " 'RUNNING', "
            + site.fixture.tenant
            + ")");
    StepDrill run =
        new StepDrill(site.cutover(Map.of("drain.bound", "PT3S", "drain.interrupt", "yes")));

    run.carryOut(drain());

    assertThat(site.fixture.strings("SELECT DISTINCT status FROM etl_jobs"))
        .isEqualTo(List.of("PAUSED"));
  }

  private Drain drain() {
    return new Drain(
        site.manager(), new PgOldJobs(site.database()), new PgRoleSessions(site.database()));
  }
}
