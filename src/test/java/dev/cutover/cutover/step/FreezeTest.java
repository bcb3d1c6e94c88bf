package dev.cutover.cutover.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepFailure;
import dev.cutover.cutover.WriteFreeze;
import dev.cutover.database.PgRoleSessions;
import dev.cutover.database.PgWriteFreeze;
import dev.cutover.kit.EndlessRows;
import dev.cutover.kit.OldSite;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.StepDrill;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/// S7 on a real PostgreSQL.
class FreezeTest {
  private static final String WRITE =
      "UPDATE etl_jobs SET error_message = 'written', status = status";
  private static final String FENCED = "55000";

  private OldSite site;
  private StepDrill run;

  @BeforeEach
  void aPlatformWhoseServiceOwnsItsTables() throws Exception {
    site = new OldSite(new PipelineFixture(), true);
    run = new StepDrill(site.cutover(Map.of("freeze.apart", "PT0.1S")));
  }

  @AfterEach
  void endWhatWasStarted() throws Exception {
    site.close();
  }

  @Test
  void everythingIsFrozenAndGivenBackExactly() throws Exception {
    site.fixture.execute("COMMENT ON DATABASE " + database() + " IS 'the platform''s own'");
    List<String> before = catalogue();

    run.drill(freeze());

    assertThat(catalogue()).isEqualTo(before);
    assertThat(comment()).isEqualTo("the platform's own");
  }

  @Test
  void case76_anApplicationThatIsASuperuserIsKeptOut() throws Exception {
    site.fixture.execute("ALTER ROLE " + site.role.name() + " SUPERUSER");

    run.carryOut(freeze());

    assertThat(freezeOf().table(table("etl_jobs"), site.role.name()).owner())
        .isEqualTo(site.role.name());
    assertThatCannotLogIn();
    assertThat(writingWithout("session_replication_role = replica")).isEqualTo(FENCED);
    site.fixture.execute("ALTER ROLE " + site.role.name() + " LOGIN");
    try (Connection back = site.connectAsService()) {
      assertThat(writing(back)).isEqualTo(FENCED);
    }
  }

  @Test
  void case76_anApplicationThatOwnsTheTablesIsKeptOutAndCannotTakeTheFenceOff() throws Exception {
    run.carryOut(freeze());

    assertThatCannotLogIn();
    site.fixture.execute("ALTER ROLE " + site.role.name() + " LOGIN");
    try (Connection back = site.connectAsService();
        Statement statement = back.createStatement()) {
      assertThat(writing(back)).isEqualTo(FENCED);
      assertThatThrownBy(() -> statement.execute("DROP TRIGGER etl_write_fence ON etl_jobs"))
          .hasMessageContaining("must be owner");
      assertThatThrownBy(() -> statement.execute("TRUNCATE prs_commits"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(FENCED));
      assertThat(statement.execute("SELECT count(*) FROM etl_jobs")).isTrue();
    }
  }

  @Test
  void case76_aSessionThatWasOpenBeforeLosesItsUncommittedWrite() throws Exception {
    try (Connection before = site.connectAsService()) {
      before.setAutoCommit(false);
      assertThat(writing(before)).isEmpty();

      run.carryOut(freeze());

      assertThatThrownBy(before::commit).isInstanceOf(SQLException.class);
    }
    assertThat(site.fixture.number("SELECT count(*) FROM etl_jobs WHERE error_message = 'written'"))
        .isZero();
  }

  @Test
  void case76_aCopyOfTheServiceInProgressIsEndedAndNothingOfItIsThere() throws Exception {
    CountDownLatch frozen = new CountDownLatch(1);
    CountDownLatch began = new CountDownLatch(1);
    Connection copying = site.connectAsService();
    List<Exception> ended = new ArrayList<>();
    Thread copy = Thread.ofPlatform().start(() -> ended.addAll(copyUntil(copying, began, frozen)));
    began.await();

    run.carryOut(freeze());
    frozen.countDown();
    copy.join();
    copying.abort(Runnable::run);

    assertThat(ended).hasSize(1);
    assertThat(site.fixture.number("SELECT count(*) FROM projects WHERE key LIKE 'copied%'"))
        .isZero();
  }

  @Test
  void case76_aCopyOfSomebodyElseInProgressIsNamedAndTheFreezeIsNotDeclared() throws Exception {
    CutoverPlan plan = site.cutover(Map.of("freeze.apart", "PT0.1S"));
    run = new StepDrill(withTable(plan, "projects"));
    CountDownLatch tried = new CountDownLatch(1);
    CountDownLatch began = new CountDownLatch(1);
    try (Connection copying =
        DriverManager.getConnection(site.fixture.url + "&ApplicationName=nightly-import")) {
      List<Exception> ended = new ArrayList<>();
      Thread copy = Thread.ofPlatform().start(() -> ended.addAll(copyUntil(copying, began, tried)));
      began.await();

      assertThatThrownBy(() -> run.carryOut(freeze()))
          .isInstanceOf(StepFailure.class)
          .hasMessageContaining("public.projects")
          .hasMessageContaining("nightly-import");

      tried.countDown();
      copy.join();
      assertThat(ended).isEmpty();
    }
    run.carryOut(freeze());
    assertThat(site.fixture.number("SELECT count(*) FROM projects WHERE key LIKE 'copied%'"))
        .isPositive();
  }

  @Test
  void case76_aPreparedTransactionKeepsTheFreezeFromBeingDeclared() throws Exception {
    try (Connection app = site.connectAsService();
        Statement statement = app.createStatement()) {
      statement.execute("BEGIN; " + WRITE + "; PREPARE TRANSACTION 'late one'");
    }
    List<Finding> findings = freeze().check(run);
    assertThat(findings)
        .anyMatch(
            each -> each.severity() == Finding.Severity.FAIL && each.found().contains("late one"));
    Effect trigger = effect("trigger public.etl_jobs");
    run.apply(freeze(), effect("fence"));
    assertThatThrownBy(() -> run.apply(freeze(), trigger)).hasMessageContaining("late one");
    assertThat(freeze().verify(run)).anyMatch(each -> each.severity() == Finding.Severity.FAIL);

    site.fixture.execute("ROLLBACK PREPARED 'late one'");
    run.carryOut(freeze());
  }

  @Test
  void case77_afterTheConsoleDiedTheFreezeHoldsShowsSinceWhenAndIsLiftedByAnotherOne()
      throws Exception {
    List<String> before = catalogue();
    Freeze dying = freeze();
    List<Effect> effects = dying.effects(run);
    // It died after the fourth table's fence; nothing of its memory is left but the journal.
    for (Effect effect : effects.subList(0, 10)) {
      run.apply(dying, effect);
    }
    StepDrill second = run.with(run.plan());

    assertThat(comment())
        .contains("WRITES FROZEN by cutover run test-run-1 since 20", "cutover rollback");
    WriteFreeze.Fence seen = freezeOf().fence().orElseThrow();
    assertThat(seen.since()).isNotNull();
    assertThat(seen.actor()).isEqualTo("anna@ws14");
    assertThat(second.facts(freeze()))
        .contains(StepFact.State.DONE, StepFact.State.NOT_DONE)
        .doesNotContain(StepFact.State.UNKNOWN);
    assertThatCannotLogIn();

    second.undo(freeze());

    assertThat(catalogue()).isEqualTo(before);
    try (Connection app = site.connectAsService()) {
      assertThat(writing(app)).isEmpty();
    }
  }

  @Test
  void anotherRunsFreezeIsNotTouched() throws Exception {
    freezeOf().raise("another-run", site.role.name(), "bob@ws2");

    assertThat(freeze().check(run))
        .anyMatch(
            each ->
                each.severity() == Finding.Severity.FAIL
                    && each.found().contains("another-run of bob@ws2"));
    assertThat(effect("fence").inspect(run).state()).isEqualTo(StepFact.State.UNKNOWN);
  }

  @Test
  void closedToTheRoleItLetsThePipelineThroughAndTheOldServiceNot() throws Exception {
    run.carryOut(freeze());
    try (Connection pipeline = site.connect()) {
      assertThat(writing(pipeline)).isEqualTo(FENCED);

      freezeOf().close(WriteFreeze.Closed.TO_ROLE);

      assertThat(writing(pipeline)).isEmpty();
    }
    assertThat(freezeOf().probe(table("etl_jobs"), site.role.name())).isEqualTo(FENCED);
    site.fixture.execute("ALTER ROLE " + site.role.name() + " LOGIN");
    try (Connection back = site.connectAsService()) {
      assertThat(writing(back)).isEqualTo(FENCED);
    }
  }

  @Test
  void aRoleThatTheConsoleItselfUsesIsRefused() throws Exception {
    CutoverPlan plan = site.cutover(Map.of());
    StepDrill same = new StepDrill(withRole(plan, "postgres"));
    StepDrill none = new StepDrill(withRole(plan, "nobody here"));

    assertThat(freeze().check(same))
        .anyMatch(
            each -> each.severity() == Finding.Severity.FAIL && each.found().contains("same"));
    assertThat(freeze().check(none))
        .anyMatch(
            each -> each.severity() == Finding.Severity.FAIL && each.found().contains("no role"));
  }

  private Freeze freeze() {
    return new Freeze(freezeOf(), new PgRoleSessions(site.database()));
  }

  private PgWriteFreeze freezeOf() {
    return new PgWriteFreeze(site.database());
  }

  private Effect effect(String name) throws InterruptedException {
    return freeze().effects(run).stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static CutoverPlan.Table table(String name) {
    return new CutoverPlan.Table("public", name, 0, true);
  }

  private static CutoverPlan withTable(CutoverPlan plan, String name) {
    List<CutoverPlan.Table> tables = new ArrayList<>(plan.tables());
    tables.add(table(name));
    return new CutoverPlan(
        plan.id(),
        plan.made(),
        plan.actor(),
        plan.target(),
        plan.tools(),
        tables,
        plan.service(),
        plan.steps(),
        plan.estimates(),
        plan.options());
  }

  private static CutoverPlan withRole(CutoverPlan plan, String role) {
    var s = plan.service();
    return new CutoverPlan(
        plan.id(),
        plan.made(),
        plan.actor(),
        plan.target(),
        plan.tools(),
        plan.tables(),
        new dev.cutover.cutover.OldServicePlan(
            s.name(),
            s.folder(),
            s.replacement(),
            s.envFile(),
            s.start(),
            s.stop(),
            s.status(),
            s.enable(),
            s.disable(),
            s.enabled(),
            role),
        plan.steps(),
        plan.estimates(),
        plan.options());
  }

  /// SQLSTATE of a refused write, empty when it got through.
  private static String writing(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(WRITE);
      return "";
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  private String writingWithout(String setting) throws SQLException {
    try (Connection superuser = site.connect();
        Statement statement = superuser.createStatement()) {
      statement.execute("SET " + setting);
      return writing(superuser);
    }
  }

  private void assertThatCannotLogIn() {
    assertThatThrownBy(() -> site.connectAsService().close())
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
  }

  /// Copies rows into `projects` until it is told to end.
  ///
  /// @return what ended it otherwise
  private List<Exception> copyUntil(
      Connection connection, CountDownLatch began, CountDownLatch end) {
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "COPY projects (external_id, key, name, tenant_id, integration_id) FROM STDIN",
              new EndlessRows(site.fixture, began, end));
      return List.of();
    } catch (Exception e) {
      return List.of(e);
    }
  }

  private String database() {
    return site.fixture.text("SELECT current_database()");
  }

  private String comment() {
    return site.fixture.text(
        "SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database WHERE datname"
            + " = current_database()");
  }

  /// Owners, rights, triggers, functions and the role: what a freeze touches.
  private List<String> catalogue() {
    return site.fixture.strings(
        """
        SELECT c.relname || ' ' || pg_get_userbyid(c.relowner) || ' ' || c.relkind::text || ' ' || array_to_string(
          ARRAY(SELECT unnest(coalesce(c.relacl, acldefault('r', c.relowner)))::text ORDER BY 1), ' ')
        FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
        UNION ALL SELECT tgname || ' ' || tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        UNION ALL SELECT rolname || rolcanlogin || rolsuper FROM pg_roles WHERE rolname = '%s'
        ORDER BY 1
        """
            .formatted(site.role.name()));
  }
}
