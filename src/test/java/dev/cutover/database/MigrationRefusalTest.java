package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cutover.cutover.MigrationOutcome;
import dev.cutover.cutover.MigrationOutcome.Migrated;
import dev.cutover.cutover.MigrationOutcome.Refused;
import dev.cutover.cutover.MigrationProblem;
import dev.cutover.cutover.MigrationProblem.Code;
import dev.cutover.cutover.MigrationStatus.Recognition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationRefusalTest {
  @TempDir Path scripts;

  @Test
  void case80_anEditedScriptIsNamed() throws Exception {
    Target target = Target.monolith();
    ScriptSource source = Target.copiedScripts(scripts);
    assertThat(target.migrations(source).migrate()).isInstanceOf(Migrated.class);
    Files.writeString(
        scripts.resolve("V3__staging_and_lineage.sql"),
        Target.resource("V3__staging_and_lineage.sql") + "\nCREATE TABLE slipped_in (id INT);\n");

    MigrationProblem problem = refusal(target.migrations(source), Code.EDITED_SCRIPT);

    assertThat(problem.message())
        .contains("3 (staging and lineage)", "checksum", "Nothing was changed");
    assertThat(target.query("SELECT to_regclass('slipped_in')")).containsExactly("null");
  }

  @Test
  void case80_aMissingScriptIsNamed() throws Exception {
    Target target = Target.monolith();
    ScriptSource source = Target.copiedScripts(scripts);
    target.migrations(source).migrate();
    Files.delete(scripts.resolve("V3__staging_and_lineage.sql"));

    assertThat(refusal(target.migrations(source), Code.MISSING_SCRIPT).message())
        .contains("3 (staging and lineage)", "Use the program that applied it");
  }

  @Test
  void case80_anOlderProgramRefusesANewerSchema() throws Exception {
    Target target = Target.monolith();
    ScriptSource source = Target.copiedScripts(scripts);
    Files.writeString(scripts.resolve("V99__future.sql"), "CREATE TABLE future (id INT);");
    target.migrations(source).migrate();

    assertThat(target.migrations().status().recognition()).isEqualTo(Recognition.NEWER);
    assertThat(refusal(target.migrations(), Code.NEWER_SCHEMA).message())
        .contains("newer version of this program", "99 (future)");
  }

  @Test
  void case80_aDatabaseOfAnotherProgramIsRefusedWithTheNamesSeen() throws Exception {
    Target target = Target.empty();
    target.execute("CREATE TABLE invoices (id INT); CREATE TABLE tenants (id INT)");
    List<String> before = target.catalogue();

    assertThat(target.migrations().status().recognition()).isEqualTo(Recognition.FOREIGN);
    assertThat(refusal(target.migrations(), Code.FOREIGN_TABLES).message())
        .contains("invoices", "tenants", "another program");
    assertThat(target.catalogue()).isEqualTo(before);
  }

  @Test
  void case80_aScriptOutsideATransactionThatBrokeOffIsRunAgain() throws Exception {
    Target target = Target.monolith();
    ScriptSource source = Target.copiedScripts(scripts);
    Path keys = scripts.resolve("V4__natural_keys.sql");
    String good = Files.readString(keys);
    Files.writeString(
        keys,
        good.replace(
            "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS uk_prs_natural",
            "SELECT no_such();\n"
                + "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS uk_prs_natural"));
    assertThat(target.migrations(source).migrate())
        .asInstanceOf(type(Refused.class))
        .satisfies(
            refused -> {
              assertThat(refused.applied()).containsExactly("2 pipeline", "3 staging and lineage");
              assertThat(refused.problems().getFirst().message())
                  .contains("no_such", "In place are 2 pipeline");
            });
    assertThat(target.migrations(source).status().problems())
        .extracting(MigrationProblem::code)
        .containsExactly(Code.FAILED_SCRIPT);
    Files.writeString(keys, good);

    assertThat(target.migrations(source).migrate())
        .asInstanceOf(type(Migrated.class))
        .satisfies(
            done ->
                assertThat(done.applied())
                    .containsExactly("4 natural keys", "5 raw data browsing"));
    assertThat(target.migrations(source).status().problems()).isEmpty();
  }

  @Test
  void case80_aProgramThatMigratesForTooLongIsNamed() throws Exception {
    Target target = Target.monolith();
    MigrationLimits impatient =
        new MigrationLimits(
            Duration.ofMillis(200),
            1,
            Duration.ZERO,
            Duration.ofMillis(300),
            Duration.ofSeconds(5));
    try (MigrationLock _ =
        MigrationLock.take(target::connect, Duration.ofSeconds(1)).orElseThrow()) {
      assertThat(refusal(new Migrations(target::connect, impatient), Code.BUSY).message())
          .contains("process ", "Wait for it to end");
    }
    assertThat(new Migrations(target::connect, impatient).migrate()).isInstanceOf(Migrated.class);
  }

  @Test
  void case81_aLockHeldByALongQueryIsAskedForFiveTimesAndThenNamed() throws Exception {
    assertThat(MigrationLimits.usual().lockTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(MigrationLimits.usual().tries()).isEqualTo(5);
    Target target = Target.monolith();
    List<String> before = target.catalogue();
    MigrationLimits five =
        new MigrationLimits(
            Duration.ofMillis(200),
            5,
            Duration.ofMillis(20),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    try (Connection holder = target.connect()) {
      holder.setAutoCommit(false);
      try (var statement = holder.createStatement()) {
        statement.execute("SET application_name = 'nightly report'");
        statement.execute("SELECT count(*) FROM integrations");
      }
      long begin = System.nanoTime();

      MigrationProblem problem = refusal(new Migrations(target::connect, five), Code.LOCKED);

      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
      assertThat(problem.message())
          .contains("5 times", "nightly report", "integrations", "Nothing was changed");
      assertThat(new Migrations(target::connect, five).rehearse().problems().getLast().code())
          .isEqualTo(Code.LOCKED);
      assertThat(target.catalogue())
          .filteredOn(line -> !line.startsWith("flyway"))
          .isEqualTo(before);
      holder.rollback();
    }
    assertThat(target.migrations().migrate()).isInstanceOf(Migrated.class);
  }

  @Test
  void case81_anOldSnapshotDelaysAnIndexBuildButNeverHangsIt() throws Exception {
    Target target = Target.monolith();
    ScriptSource source = Target.copiedScripts(scripts);
    Path keys = Files.move(scripts.resolve("V4__natural_keys.sql"), scripts.resolve("later.txt"));
    Path browsing =
        Files.move(scripts.resolve("V5__raw_data_browsing.sql"), scripts.resolve("last.txt"));
    target.migrations(source).migrate();
    Files.move(keys, scripts.resolve("V4__natural_keys.sql"));
    Files.move(browsing, scripts.resolve("V5__raw_data_browsing.sql"));
    try (Connection holder = target.connect()) {
      holder.setAutoCommit(false);
      holder.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try (var statement = holder.createStatement()) {
        statement.execute("SELECT count(*) FROM projects");
      }
      Assertions.assertThat(refusal(target.migrations(source), Code.LOCKED).message())
          .contains("projects");
      holder.rollback();
    }
    assertThat(target.migrations(source).migrate()).isInstanceOf(Migrated.class);
    assertThat(target.migrations(source).status().problems()).isEmpty();
    assertThat(target.query("SELECT 1 FROM pg_index WHERE NOT indisvalid")).isEmpty();
  }

  @Test
  void thePlatformsLaterShapeIsNamedWithWhatDiffers() throws Exception {
    Target target = Target.monolith();
    target.execute(
        """
        ALTER TABLE integrations DROP COLUMN base_search;
        ALTER TABLE prs DROP COLUMN url, DROP COLUMN merged_by;
        ALTER TABLE etl_jobs ADD COLUMN schedule_interval_minutes INT, DROP COLUMN last_pr_cursor\
        """);

    assertThat(target.migrations().status().recognition()).isEqualTo(Recognition.PLATFORM_LATER);
    assertThat(refusal(target.migrations(), Code.OTHER_SHAPE).message())
        .contains(
            "after its own cutover",
            "integrations.base_search",
            "prs.url",
            "etl_jobs.last_pr_cursor");
  }

  private static MigrationProblem refusal(Migrations migrations, Code code) {
    MigrationOutcome outcome = migrations.migrate();
    assertThat(outcome).isInstanceOf(Refused.class);
    List<MigrationProblem> problems = ((Refused) outcome).problems();
    assertThat(problems).extracting(MigrationProblem::code).contains(code);
    return problems.stream().filter(each -> each.code() == code).findFirst().orElseThrow();
  }
}
