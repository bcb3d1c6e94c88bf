package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.broker.BrokerAddress;
import dev.cutover.broker.TopologyInspector;
import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepFact.State;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.TopologyControl;
import dev.cutover.cutover.TopologyReport;
import dev.cutover.cutover.TrafficSwitch.Mode;
import dev.cutover.cutover.step.Begin;
import dev.cutover.cutover.step.Broker;
import dev.cutover.cutover.step.Commit;
import dev.cutover.cutover.step.Inventory;
import dev.cutover.cutover.step.Schema;
import dev.cutover.cutover.step.SwitchOver;
import dev.cutover.job.Stage;
import dev.cutover.kit.CutoverSketch;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.StepDrill;
import dev.cutover.kit.TestQpid;
import dev.cutover.kit.TestRabbit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The steps of the engine itself on a real database and real brokers: check, apply, verify, undo,
/// as it was before, apply again.
class EngineStepsTest {
  private static final CutoverPlan PLAN = CutoverSketch.plan("run-1", CutoverSketch.ORDER);

  private final PipelineFixture fixture = new PipelineFixture();
  private final Database database = fixture.database("steps");
  private final PgEpochFence fence = new PgEpochFence(database);
  private final PgTrafficSwitch traffic = new PgTrafficSwitch(database);
  private final StepDrill run = new StepDrill(PLAN);

  @AfterEach
  void closed() {
    fixture.close();
  }

  @Test
  void beginMarksTheDatabaseAndTakesTheMarkAwayWithItsSchema() throws Exception {
    run.drill(new Begin(fence));

    assertThat(fixture.number("SELECT count(*) FROM pg_namespace WHERE nspname = 'etl_cutover'"))
        .isZero();
  }

  @Test
  void inventoryWritesDownWhatIsThere() throws Exception {
    fixture.execute("INSERT INTO tenants (name) VALUES ('second')");
    Step step = new Inventory(new PgPlatformInventory(database), broker(TestRabbit.start().url()));

    run.carryOut(step);

    CutoverPlan withTenants =
        new CutoverPlan(
            "run-2",
            PLAN.made(),
            PLAN.actor(),
            PLAN.target(),
            PLAN.tools(),
            List.of(new CutoverPlan.Table("public", "tenants", 1, true)),
            PLAN.service(),
            PLAN.steps(),
            Map.of(),
            Map.of());
    assertThat(new PgPlatformInventory(database).take(withTenants).facts())
        .containsEntry("rows of public.tenants", "2")
        .containsEntry("integrations", fixture.integration + " jira")
        .containsKeys("roles", "sessions", "sequences");
    run.undo(step);
  }

  @Test
  void theTablesOfThePlanAreThoseOfThePlatform() {
    assertThat(PgPlatformInventory.tables(database))
        .extracting(CutoverPlan.Table::name)
        .contains("work_items", "prs", "etl_jobs", "tenants", "integrations")
        .doesNotContain(
            "etl_job_queue", "raw_extraction_data", "etl_runtime", "stg_work_items", "etl_run");
  }

  @Test
  void theSchemaIsAddedToTheMonolithsDatabaseAndThePipelineWaits() throws Exception {
    Target monolith = Target.monolith();
    DatabaseAddress address = PipelineFixture.foreign(monolith.url()).address();
    try (Database own = new Database(address, "test", 2, Duration.ofSeconds(30))) {
      PgEpochFence mark = new PgEpochFence(own);
      mark.raise(1);
      Schema step = new Schema(monolith.migrations(), new PgTrafficSwitch(own));
      assertThat(run.facts(step)).containsExactly(State.NOT_DONE, State.DONE);

      run.carryOut(step);

      assertThat(run.facts(step)).containsExactly(State.DONE, State.DONE);
      assertThat(new PgTrafficSwitch(own).mode()).isEqualTo(Mode.MONOLITH);
      List<String> migrated = monolith.catalogue();
      run.undo(step);
      assertThat(monolith.catalogue()).isEqualTo(migrated);
      run.carryOut(step);
    }
  }

  @Test
  void aPipelineThatWorkedBeforeWorksAgainAfterTheUndo() throws Exception {
    fence.raise(1);
    assertThat(traffic.mode()).isEqualTo(Mode.PIPELINE);

    run.drill(new Schema(Target.at(fixture.url).migrations(), traffic));

    assertThat(traffic.mode()).isEqualTo(Mode.PIPELINE);
  }

  @Test
  void theTopologyIsMadeProvedAndTakenAwayOnRabbit() throws Exception {
    topology(TestRabbit.start().url());
  }

  @Test
  void theTopologyIsMadeProvedAndTakenAwayOnQpid() throws Exception {
    topology(TestQpid.start().url());
  }

  private void topology(String url) throws Exception {
    TopologyControl broker = broker(url);
    broker.remove(objects(broker));
    assertThat(broker.show().found()).isEmpty();

    run.drill(new Broker(broker));

    assertThat(broker.show().found()).isEmpty();
    broker.apply();
  }

  @Test
  void theUndoOfTheTopologyLeavesWhatTheRunDidNotMake() throws Exception {
    TopologyControl broker = broker(TestQpid.start().url());
    broker.apply();
    broker.remove(List.of("queue etl.load", "queue etl.load.dead"));

    run.drill(new Broker(broker));

    assertThat(objects(broker)).contains("queue etl.extract").doesNotContain("queue etl.load");
    broker.apply();
  }

  @Test
  void theSwitchOpensTheGateOfTheDispatcherAndItsUndoClosesIt() throws Exception {
    fence.raise(1);
    traffic.set(Mode.MONOLITH, "run-1", "anna", 1);
    fixture.jobs(Stage.LOAD, 3, 5);
    PgJobStore jobs = new PgJobStore(database, "worker");
    SwitchOver step = new SwitchOver(traffic, Optional.empty());
    assertThat(jobs.dispatch(Stage.LOAD, 10).hints()).isEmpty();

    run.drill(step);
    assertThat(jobs.dispatch(Stage.LOAD, 10).hints()).isEmpty();
    run.carryOut(step);

    assertThat(jobs.dispatch(Stage.LOAD, 10).hints()).hasSize(3);
  }

  @Test
  void whileTheMonolithWorksNoRunStartsBySchedule() {
    fence.raise(1);
    traffic.set(Mode.MONOLITH, "run-1", "anna", 1);
    fixture.execute(
        "INSERT INTO etl_schedule (integration_id, tenant_id, every_minutes) VALUES ("
            + fixture.integration
            + ", "
            + fixture.tenant
            + ", 1)");
    PgScheduledRuns schedule = new PgScheduledRuns(database);
    assertThat(schedule.startDue()).isEmpty();

    traffic.set(Mode.PIPELINE, "run-1", "anna", 1);

    assertThat(schedule.startDue()).hasSize(1);
  }

  @Test
  void aCommitTakesTheMarkAwayAndRefusesWhileTheMonolithWorks() throws Exception {
    fence.raise(1);
    traffic.set(Mode.MONOLITH, "run-1", "anna", 1);
    Commit step = new Commit(fence, traffic, Optional.empty());
    assertThat(step.check(run)).anyMatch(each -> each.severity() == Finding.Severity.FAIL);

    traffic.set(Mode.PIPELINE, "run-1", "anna", 1);
    run.carryOut(step);

    assertThat(fence.epoch()).isZero();
    assertThat(step.describe(PLAN).wayBack()).contains("no return");
    assertThat(step.name()).isEqualTo(StepName.COMMIT);
  }

  private static List<String> objects(TopologyControl broker) throws InterruptedException {
    return broker.show().found().stream().map(TopologyReport.Found::object).toList();
  }

  private static TopologyControl broker(String url) {
    return new TopologyInspector(BrokerAddress.parse(url));
  }
}
