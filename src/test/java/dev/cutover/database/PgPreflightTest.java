package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.check.Finding;
import dev.cutover.check.Finding.Severity;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.kit.RotatingPooler;
import dev.cutover.kit.StepRun;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each finding is seen to fail over a fault that was planted for it, on a server of the test's
/// own.
class PgPreflightTest {
  private static EmbeddedPostgres server;
  private static int number;

  private String database;
  private long oid;
  private String system;

  @BeforeAll
  static void start() throws Exception {
    server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "off")
            .setServerConfig("max_prepared_transactions", "5")
            .setServerConfig("max_connections", "60")
            .start();
    in("postgres", "CREATE ROLE monolith LOGIN");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void monolithDatabase() throws Exception {
    database = "p" + ++number;
    in("postgres", "CREATE DATABASE " + database);
    run(Target.resource("V1__pulse_platform.sql"));
    run(
        "INSERT INTO tenants (name) VALUES ('acme'), ('other');"
            + "INSERT INTO integrations (provider, type, tenant_id) VALUES ('Jira', 'Data', 1)");
    try (Connection connection = open("postgres", database)) {
      oid =
          Sql.on(
                  connection,
                  "SELECT oid::bigint FROM pg_database WHERE datname = current_database()")
              .one(row -> row.getLong(1));
      system =
          Sql.on(connection, "SELECT system_identifier::text FROM pg_control_system()")
              .one(row -> row.getString(1));
    }
  }

  @Test
  void aMonolithInOrderHasNoFailure() {
    List<Finding> findings = examine();

    assertThat(findings).filteredOn(each -> each.severity() == Severity.FAIL).isEmpty();
    assertThat(findings)
        .extracting(Finding::check)
        .contains("schema", "duplicates", "ids", "indexes", "primary keys", "readable tables");
  }

  @Test
  void lookingChangesNothing() throws Exception {
    String before = catalogue();
    examine();
    assertThat(catalogue()).isEqualTo(before);
  }

  @Test
  void case79_anotherServerOrACopyOfTheDatabaseIsNotThePlannedOne() {
    system = "1";
    assertThat(found("server identity").severity()).isEqualTo(Severity.FAIL);
    assertThat(found("server identity").found()).contains("the plan was made for 1");
  }

  @Test
  void aClockThatIsAnHourOffFails() {
    List<Finding> findings =
        new PgPreflight(address("postgres"), () -> Instant.now().plusSeconds(3600), null)
            .examine(plan());
    assertThat(only(findings, "clock").severity()).isEqualTo(Severity.FAIL);
  }

  @Test
  void aServerOutsideUtcIsAWarning() throws Exception {
    assertThat(found("time zone").severity()).isIn(Severity.PASS, Severity.WARN);
    in("postgres", "ALTER SYSTEM SET log_timezone = 'America/New_York'");
    in("postgres", "SELECT pg_reload_conf()");
    try {
      org.awaitility.Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(found("time zone").found()).contains("America/New_York"));
      assertThat(found("time zone").severity()).isEqualTo(Severity.WARN);
    } finally {
      in("postgres", "ALTER SYSTEM SET log_timezone = 'UTC'");
      in("postgres", "SELECT pg_reload_conf()");
    }
  }

  @Test
  void anOldCollationOfAnIndexFails() throws Exception {
    in(
        "postgres",
        "UPDATE pg_database SET datcollversion = '0.1' WHERE datname = '" + database + "'");
    assertThat(found("collation").severity()).isEqualTo(Severity.FAIL);
  }

  @Test
  void onlyVerifyFullIsASafeWayToAnotherMachine() {
    assertThat(ServerQuestions.verification("db.example", "require").severity())
        .isEqualTo(Severity.WARN);
    assertThat(ServerQuestions.verification("db.example", "verify-full").severity())
        .isEqualTo(Severity.PASS);
    assertThat(ServerQuestions.verification("localhost", "prefer").found())
        .contains("not applicable");
  }

  @Test
  void case43_aPoolerInTransactionModeFails() throws Exception {
    try (RotatingPooler pooler =
        RotatingPooler.before(
            "jdbc:postgresql://localhost:"
                + server.getPort()
                + "/"
                + database
                + "?user=postgres")) {
      DatabaseAddress behind =
          DatabaseAddress.parse(
              pooler
                  .url()
                  .replace("jdbc:", "")
                  .replace("//", "//postgres@")
                  .replace("?user=postgres&", "?"),
              Map.of());
      List<Finding> findings =
          new PgPreflight(behind, InstantSource.system(), null).examine(plan());
      assertThat(findings)
          .anyMatch(each -> each.severity() == Severity.FAIL && each.found().contains("a pooler"));
    }
  }

  @Test
  void case75_tablesThatMayNotBeReadOrHideRowsFail() throws Exception {
    in("postgres", "DROP ROLE IF EXISTS clerk");
    in("postgres", "CREATE ROLE clerk LOGIN");
    try {
      run(
          """
          GRANT SELECT ON ALL TABLES IN SCHEMA public TO clerk; REVOKE SELECT ON prs FROM clerk;
          ALTER TABLE work_items ENABLE ROW LEVEL SECURITY; CREATE VIEW peek AS SELECT * FROM work_items\
          """);
      List<Finding> findings = examine("clerk", plan());

      assertThat(only(findings, "readable tables").found()).contains("prs");
      assertThat(only(findings, "readable tables").severity()).isEqualTo(Severity.FAIL);
      assertThat(only(findings, "row security").severity()).isEqualTo(Severity.FAIL);
      assertThat(only(findings, "row security").remedy()).contains("BYPASSRLS");
      assertThat(only(findings, "watching sessions").severity()).isEqualTo(Severity.FAIL);
      assertThat(only(findings, "old service's role").found()).contains("may not alter monolith");
      assertThat(only(findings, "views over row security").severity()).isEqualTo(Severity.WARN);
      run("ALTER VIEW peek SET (security_invoker = true)");
      assertThat(found("views over row security").severity()).isEqualTo(Severity.PASS);
    } finally {
      run("DROP OWNED BY clerk");
      in("postgres", "DROP ROLE clerk");
    }
  }

  @Test
  void case62_anOldRoleThatNoRightHoldsIsTold() throws Exception {
    in("postgres", "ALTER ROLE monolith SUPERUSER");
    try {
      assertThat(found("old service's role").severity()).isEqualTo(Severity.WARN);
    } finally {
      in("postgres", "ALTER ROLE monolith NOSUPERUSER");
    }
    assertThat(found("old service's role").severity()).isEqualTo(Severity.PASS);
    assertThat(only(examine("postgres", plan("nobody_at_all")), "old service's role").severity())
        .isEqualTo(Severity.FAIL);
    assertThat(only(examine("postgres", plan("postgres")), "old service's role").found())
        .contains("shut us out");
  }

  @Test
  void preparedAndLongTransactionsFail() throws Exception {
    run("BEGIN; INSERT INTO tenants (name) VALUES ('x'); PREPARE TRANSACTION 'left over'");
    try (Connection held = open("postgres", database)) {
      held.setAutoCommit(false);
      Sql.on(held, "SELECT 1").run();
      assertThat(found("prepared transactions").found()).contains("left over");
      assertThat(found("prepared transactions").severity()).isEqualTo(Severity.FAIL);
      try (Connection looking = open("postgres", database)) {
        Finding found =
            new RoomQuestions(Duration.ZERO)
                .all().stream()
                    .filter(each -> each.name().equals("long transactions"))
                    .findFirst()
                    .orElseThrow()
                    .question()
                    .ask(looking, plan())
                    .getFirst();
        assertThat(found.severity()).isEqualTo(Severity.FAIL);
        assertThat(found.found()).contains("postgres (pid");
      }
      held.rollback();
    } finally {
      run("ROLLBACK PREPARED 'left over'");
    }
    assertThat(found("prepared transactions").severity()).isEqualTo(Severity.PASS);
    assertThat(found("long transactions").severity()).isEqualTo(Severity.PASS);
  }

  @Test
  void tooFewConnectionsFail() throws Exception {
    List<Connection> taken = new java.util.ArrayList<>();
    try {
      for (int i = 0; i < 52; i++) {
        taken.add(open("postgres", database));
      }
      assertThat(only(examine(), "connections").severity()).isEqualTo(Severity.FAIL);
    } finally {
      for (Connection each : taken) {
        each.close();
      }
    }
  }

  @Test
  void pagesThatFailTheirChecksumFail() {
    assertThat(RoomQuestions.checksums(true, 1).severity()).isEqualTo(Severity.FAIL);
    assertThat(RoomQuestions.checksums(false, 0).found()).contains("not applicable");
  }

  @Test
  void case40_brokenIndexesDuplicatesAndIdsThatRunOutFail() throws Exception {
    run(
        """
        UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'idx_work_items_key'::regclass;
        INSERT INTO work_items (external_id, integration_id, tenant_id) VALUES ('7', 1, 1), ('7', 1, 1);
        SELECT setval('work_items_id_seq', 2147483000)\
        """);
    assertThat(found("indexes").found()).contains("idx_work_items_key");
    assertThat(found("duplicates").found()).contains("work_items");
    assertThat(found("ids").severity()).isEqualTo(Severity.FAIL);
  }

  @Test
  void aForeignSchemaFails() throws Exception {
    run("DROP TABLE changelogs CASCADE; DROP TABLE prs_commits CASCADE");
    assertThat(found("schema").severity()).isEqualTo(Severity.FAIL);
  }

  @Test
  void runningJobsRolledBackMigrationsAndRowsOfOtherTenantsAreTold() throws Exception {
    run(
        """
        INSERT INTO etl_jobs (job_name, execution_order, status, tenant_id) VALUES ('Jira', 1, 'RUNNING', 1);
        INSERT INTO migration_history (migration_number, migration_name, status) VALUES ('0009', 'x', 'rolled_back');
        INSERT INTO work_items (external_id, integration_id, tenant_id) VALUES ('8', 1, 2)\
        """);
    assertThat(found("platform's jobs").found()).contains("Jira of tenant 1");
    assertThat(found("platform's migrations").found()).contains("0009");
    assertThat(found("owners of rows").severity()).isEqualTo(Severity.FAIL);
    assertThat(found("owners of rows").found()).contains("1 of work_items");
  }

  @Test
  void case87_whatTheRestoreSideLacksIsListed() throws Exception {
    run(
        """
        CREATE COLLATION house_rules (locale = 'C'); ALTER TABLE tenants ADD COLUMN alias text COLLATE house_rules\
        """);
    DatabaseAddress other = address("postgres").withDatabase("postgres");
    List<Finding> findings =
        new PgPreflight(address("postgres"), InstantSource.system(), other).examine(plan());
    assertThat(only(findings, "restore side").severity()).isEqualTo(Severity.FAIL);
    assertThat(only(findings, "restore side").found()).contains("collation house_rules");
  }

  @Test
  void case71_anOlderPgDumpFailsAndAMissingOneToo() {
    CutoverPlan older =
        plan("monolith", List.of(new CutoverPlan.Tool("pg_dump", "/usr/bin/pg_dump", "13.4")));
    List<Finding> findings = examine("postgres", older);
    assertThat(only(findings, "pg_dump").severity()).isEqualTo(Severity.FAIL);
    assertThat(only(findings, "pg_restore").found()).contains("names none");
  }

  @Test
  void whatCannotBeAskedHidesNothingElse() throws Exception {
    run("ALTER TABLE etl_jobs RENAME COLUMN job_name TO label");
    List<Finding> findings = examine();
    assertThat(only(findings, "platform's jobs").found()).contains("could not be looked at");
    assertThat(only(findings, "owners of rows").severity()).isEqualTo(Severity.PASS);
  }

  private Finding found(String check) {
    return only(examine(), check);
  }

  private static Finding only(List<Finding> findings, String check) {
    return findings.stream().filter(each -> each.check().equals(check)).findFirst().orElseThrow();
  }

  private List<Finding> examine() {
    return examine("postgres", plan());
  }

  private List<Finding> examine(String user, CutoverPlan plan) {
    return new PgPreflight(address(user), InstantSource.system(), null).examine(plan);
  }

  private CutoverPlan plan() {
    return plan("monolith");
  }

  private CutoverPlan plan(String role) {
    return plan(
        role,
        List.of(
            new CutoverPlan.Tool("pg_dump", "/usr/bin/pg_dump", "15.18"),
            new CutoverPlan.Tool("pg_restore", "/usr/bin/pg_restore", "15.18")));
  }

  private CutoverPlan plan(String role, List<CutoverPlan.Tool> tools) {
    return new CutoverPlan(
        "t1",
        Instant.EPOCH,
        "anna",
        new CutoverPlan.Target(
            "localhost", server.getPort(), database, system, oid, "15", "amqp://b", "rabbit"),
        tools,
        List.of(new CutoverPlan.Table("public", "work_items", 1, true)),
        StepRun.service(Path.of("/a"), Path.of("/b"), Path.of("/a/.env"), role),
        List.of(),
        Map.of(),
        Map.of());
  }

  private DatabaseAddress address(String user) {
    return new DatabaseAddress("localhost", server.getPort(), database, user, "x", Map.of());
  }

  private String catalogue() throws SQLException {
    try (Connection connection = open("postgres", database)) {
      return Sql.on(
              connection,
              """
              SELECT string_agg(concat_ws(' ', c.relname, c.relkind, a.attname, c.reltuples), ',' ORDER BY c.relname, a.attnum)
              FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relnamespace = 'public'::regnamespace\
              """)
          .one(row -> row.getString(1));
    }
  }

  private void run(String sql) throws SQLException {
    in(database, sql);
  }

  private static void in(String database, String sql) throws SQLException {
    try (Connection connection = open("postgres", database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection open(String user, String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + server.getPort() + "/" + database + "?user=" + user);
  }
}
