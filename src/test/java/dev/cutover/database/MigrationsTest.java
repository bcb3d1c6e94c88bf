package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cutover.cutover.MigrationOutcome;
import dev.cutover.cutover.MigrationOutcome.Migrated;
import dev.cutover.cutover.MigrationOutcome.Refused;
import dev.cutover.cutover.MigrationProblem;
import dev.cutover.cutover.MigrationProblem.Code;
import dev.cutover.cutover.MigrationStatus;
import dev.cutover.cutover.MigrationStatus.Recognition;
import dev.cutover.cutover.MigrationStatus.Script;
import dev.cutover.cutover.Rehearsal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  @Test
  void anEmptyDatabaseGetsEverything() throws Exception {
    Target target = Target.empty();
    MigrationStatus before = target.migrations().status();
    assertThat(before.recognition()).isEqualTo(Recognition.EMPTY);
    assertThat(before.current()).isNull();
    assertThat(before.pending())
        .extracting(Script::version)
        .containsExactly("1", "2", "3", "4", "5", "6", "8", "9", "10", "11");
    assertThat(before.pending())
        .filteredOn(script -> !script.transactional())
        .extracting(Script::version)
        .containsExactly("4", "5", "10");

    assertThat(target.migrations().migrate())
        .asInstanceOf(type(Migrated.class))
        .satisfies(done -> assertThat(done.applied()).hasSize(10).contains("2 pipeline"));

    MigrationStatus after = target.migrations().status();
    assertThat(after.recognition()).isEqualTo(Recognition.OURS);
    assertThat(after.current()).isEqualTo("11");
    assertThat(after.pending()).isEmpty();
    assertThat(after.problems()).isEmpty();
    assertThat(target.migrations().migrate()).isEqualTo(new Migrated(List.of(), List.of()));
  }

  @Test
  void theMonolithsDatabaseIsTakenAsVersionOneAndKeepsItsRows() throws Exception {
    Target target = Target.monolith();
    MigrationStatus before = target.migrations().status();
    assertThat(before.recognition()).isEqualTo(Recognition.PLATFORM);
    assertThat(before.pending())
        .extracting(Script::version)
        .containsExactly("2", "3", "4", "5", "6", "8", "9", "10", "11");
    assertThat(target.query("SELECT to_regclass('flyway_schema_history')"))
        .as("looking changes nothing")
        .containsExactly("null");

    assertThat(target.migrations().migrate())
        .asInstanceOf(type(Migrated.class))
        .satisfies(
            done ->
                assertThat(done.applied())
                    .containsExactly(
                        "2 pipeline",
                        "3 staging and lineage",
                        "4 natural keys",
                        "5 raw data browsing",
                        "6 dead letters",
                        "8 settings",
                        "9 paused integrations",
                        "10 problem groups",
                        "11 runtime mode"));

    assertThat(target.query("SELECT name FROM tenants")).containsExactly("acme");
    assertThat(target.migrations().status().problems()).isEmpty();
  }

  @Test
  void thePlatformsOwnHistoryStaysTrueAndItsRowsUntouched() throws Exception {
    Target target = Target.monolith();
    target.execute(
        "INSERT INTO migration_history (migration_number, migration_name, status)"
            + " VALUES ('C003', 'theirs by chance', 'rolled_back')");

    target.migrations().migrate();
    target.migrations().migrate();

    assertThat(
            target.query(
                "SELECT migration_number || ' ' || migration_name || ' ' || status FROM"
                    + " migration_history ORDER BY migration_number"))
        .containsExactly(
            "0001 initial_db_schema applied",
            "C002 cutover: pipeline applied",
            "C003 theirs by chance rolled_back",
            "C004 cutover: natural keys applied",
            "C005 cutover: raw data browsing applied",
            "C006 cutover: dead letters applied",
            "C008 cutover: settings applied",
            "C009 cutover: paused integrations applied",
            "C010 cutover: problem groups applied",
            "C011 cutover: runtime mode applied");
  }

  @Test
  void theFingerprintIsExactlyWhatVersionOneMakes() throws Exception {
    Target target = Target.monolith();
    Map<String, Set<String>> found = new TreeMap<>();
    for (String line :
        target.query(
            "SELECT table_name || ' ' || column_name FROM information_schema.columns"
                + " WHERE table_schema = 'public'")) {
      String[] parts = line.split(" ");
      found.computeIfAbsent(parts[0], table -> new TreeSet<>()).add(parts[1]);
    }
    found.remove("system_settings");
    found.remove("vectorization_queue");

    assertThat(PlatformFingerprint.load().expected()).isEqualTo(found);
  }

  @Test
  void aRehearsalRunsEverythingAndLeavesNothing() throws Exception {
    for (Target target : List.of(Target.empty(), Target.monolith(), Target.seed())) {
      List<String> before = target.catalogue();
      int pending = target.migrations().status().pending().size();

      Rehearsal rehearsal = target.migrations().rehearse();

      assertThat(rehearsal.problems()).isEmpty();
      assertThat(rehearsal.ok()).isTrue();
      assertThat(rehearsal.steps())
          .hasSize(pending)
          .last()
          .hasFieldOrPropertyWithValue("version", "11");
      assertThat(target.catalogue()).isEqualTo(before);
    }
  }

  @Test
  void aRehearsalFindsWhatAMigrationWouldMeet() throws Exception {
    Target target = Target.monolith();
    target.execute("CREATE TABLE etl_run (id INT)");

    Rehearsal rehearsal = target.migrations().rehearse();

    assertThat(rehearsal.ok()).isFalse();
    assertThat(rehearsal.unchanged()).isTrue();
    assertThat(rehearsal.problems().getLast().code()).isEqualTo(Code.STATEMENT_FAILED);
    assertThat(rehearsal.problems().getLast().message()).contains("etl_run", "rolled back");
    assertThat(target.migrations().migrate())
        .asInstanceOf(type(Refused.class))
        .satisfies(
            refused -> {
              assertThat(refused.applied()).isEmpty();
              assertThat(refused.problems().getFirst().message())
                  .contains("etl_run", "Nothing was changed");
            });
    assertThat(target.query("SELECT to_regclass('etl_run_count')")).containsExactly("null");
  }

  @Test
  void duplicatesAreReportedAndNothingIsChanged() throws Exception {
    Target target = Target.monolith();
    target.execute(
        """
        INSERT INTO projects (external_id, key, name, integration_id, tenant_id)
        SELECT e, 'K', 'N', 1, 1 FROM unnest(ARRAY['10', '10', '10', '11', '12', '12', NULL, NULL]) e;
        INSERT INTO wits (external_id, original_name, hierarchy_level, integration_id, tenant_id)
        VALUES ('1', 'Story', 0, 1, 1);
        INSERT INTO projects_wits VALUES (1, 1), (1, 1)\
        """);
    List<String> before = target.catalogue();

    assertThat(target.migrations().duplicates())
        .containsExactly(
            new DuplicateKey(
                "projects",
                List.of("tenant_id", "integration_id", "external_id"),
                2,
                5,
                List.of("(1,1,10) in rows 1, 2, 3", "(1,1,12) in rows 5, 6")),
            new DuplicateKey(
                "projects_wits",
                List.of("project_id", "wit_id"),
                1,
                2,
                List.of("(1,1) in rows 2 times")));
    assertThat(target.migrations().migrate())
        .asInstanceOf(type(Refused.class))
        .satisfies(
            refused ->
                assertThat(refused.problems())
                    .extracting(MigrationProblem::code)
                    .containsExactly(Code.DUPLICATES, Code.DUPLICATES));
    assertThat(target.migrations().rehearse().ok()).isFalse();
    assertThat(target.catalogue()).isEqualTo(before);

    target.execute("DELETE FROM projects_wits; DELETE FROM projects WHERE id IN (2, 3, 6)");
    assertThat(target.migrations().migrate()).isInstanceOf(Migrated.class);
  }

  @Test
  void anIndexThatABrokenBuildLeftInvalidIsBuiltAnew() throws Exception {
    Target target = Target.monolith();
    target.migrations().migrate();
    target.execute(
        "UPDATE pg_index SET indisvalid = FALSE WHERE indexrelid = 'uk_prs_natural'::regclass");
    target.execute("DROP INDEX uk_projects_natural");
    assertThat(target.migrations().status().problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(Code.DRIFT);
              assertThat(problem.blocks()).isFalse();
              assertThat(problem.message()).contains("uk_prs_natural", "uk_projects_natural");
            });

    assertThat(target.migrations().migrate())
        .isEqualTo(new Migrated(List.of(), List.of("uk_prs_natural")));

    assertThat(target.migrations().status().problems()).isEmpty();
    assertThat(
            target.query(
                "SELECT indexrelid::regclass FROM pg_index WHERE indisvalid AND indisunique AND"
                    + " indexrelid IN ('uk_prs_natural'::regclass,"
                    + " 'uk_projects_natural'::regclass)"))
        .hasSize(2);
  }

  @Test
  void aHistoryThatWasMadeButNeverFilledIsNoObstacle() throws Exception {
    Target target = Target.monolith();
    target.migrations().migrate();
    List<String> ddl = target.query("SELECT 1");
    Target again = Target.monolith();
    assertThat(ddl).isNotEmpty();
    again.execute(
        """
        CREATE TABLE flyway_schema_history (installed_rank INT PRIMARY KEY, version VARCHAR(50),
            description VARCHAR(200) NOT NULL, type VARCHAR(20) NOT NULL, script VARCHAR(1000) NOT NULL,
            checksum INT, installed_by VARCHAR(100) NOT NULL, installed_on TIMESTAMP NOT NULL DEFAULT now(),
            execution_time INT NOT NULL, success BOOLEAN NOT NULL)\
        """);

    assertThat(again.migrations().migrate()).isInstanceOf(Migrated.class);
    assertThat(again.migrations().status().current()).isEqualTo("11");
  }

  @Test
  void case80_threeRunnersAtOnceMigrateOnce() throws Exception {
    for (Target target : List.of(Target.empty(), Target.monolith(), Target.seed())) {
      try (var threads = Executors.newFixedThreadPool(3)) {
        List<Future<MigrationOutcome>> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          runs.add(threads.submit(() -> target.migrations().migrate()));
        }
        int scripts = 0;
        for (Future<MigrationOutcome> run : runs) {
          assertThat(run.get()).isInstanceOf(Migrated.class);
          scripts += ((Migrated) run.get()).applied().size();
        }
        assertThat(scripts).isBetween(9, 10);
      }
      assertThat(
              target.query(
                  "SELECT version FROM flyway_schema_history GROUP BY version HAVING count(*) > 1"))
          .isEmpty();
      assertThat(target.migrations().status().problems()).isEmpty();
    }
  }
}
