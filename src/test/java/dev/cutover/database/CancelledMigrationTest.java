package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cutover.cutover.MigrationOutcome.Migrated;
import dev.cutover.cutover.MigrationOutcome.Refused;
import dev.cutover.cutover.MigrationProblem;
import dev.cutover.cutover.MigrationProblem.Code;
import dev.cutover.cutover.MigrationStatus.Script;
import dev.cutover.cutover.MigrationWatch;
import dev.cutover.cutover.Rehearsal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A person who cancels a migration gets the statement under way ended on the server, and is told
/// what is in place.
@Timeout(50)
class CancelledMigrationTest {
  private static final MigrationLimits PATIENT =
      new MigrationLimits(
          Duration.ofSeconds(60),
          5,
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60));
  @TempDir Path scripts;

  /// Cancels as soon as a certain script has begun.
  private static class CancelAt implements MigrationWatch {
    private final String version;
    private final List<String> begun = new ArrayList<>();
    private volatile boolean cancelled;

    CancelAt(String version) {
      this.version = version;
    }

    @Override
    public void begins(Script script, int done, int of) {
      begun.add(script.version() + " " + done + "/" + of);
      cancelled = script.version().equals(version);
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }

  @Test
  void aLongStatementEndsAndItsScriptIsRolledBack() throws Exception {
    Target target = Target.monolith();
    ScriptSource source = slowScript();
    CancelAt watch = new CancelAt("6");

    Refused refused = (Refused) new Migrations(target::connect, source, PATIENT).migrate(watch);

    assertThat(watch.begun).containsExactly("2 0/5", "3 1/5", "4 2/5", "5 3/5", "6 4/5");
    assertThat(refused.applied()).hasSize(4).last().isEqualTo("5 raw data browsing");
    assertThat(refused.problems())
        .extracting(MigrationProblem::code)
        .containsExactly(Code.CANCELLED);
    assertThat(refused.problems().getFirst().message())
        .contains("In place are 2 pipeline", "Run it again");
    assertThat(target.query("SELECT to_regclass('half_way')")).containsExactly("null");
    nobodyIsLeft(target);

    Files.writeString(scripts.resolve("V6__slow.sql"), "CREATE TABLE half_way (id INT);");
    assertThat(target.migrations(source).migrate())
        .asInstanceOf(type(Migrated.class))
        .satisfies(done -> assertThat(done.applied()).containsExactly("6 slow"));
  }

  @Test
  void anIndexThatWaitsForOthersIsLetGoOfAndBuiltAnewTheNextTime() throws Exception {
    Target target = Target.monolith();
    try (Connection holder = target.connect()) {
      holder.setAutoCommit(false);
      CancelAt watch =
          new CancelAt("4") {
            @Override
            public void begins(Script script, int done, int of) {
              if (script.version().equals("4")) {
                Sql.on(holder, "LOCK TABLE wits IN SHARE UPDATE EXCLUSIVE MODE").run();
              }
              super.begins(script, done, of);
            }
          };

      assertThat(new Migrations(target::connect, PATIENT).migrate(watch))
          .asInstanceOf(type(Refused.class))
          .satisfies(
              refused ->
                  assertThat(refused.applied())
                      .containsExactly("2 pipeline", "3 staging and lineage"));
      holder.rollback();
    }
    nobodyIsLeft(target);
    assertThat(target.migrations().migrate()).isInstanceOf(Migrated.class);
    assertThat(target.migrations().status().problems()).isEmpty();
  }

  @Test
  void aRehearsalLeavesNothing() throws Exception {
    Target target = Target.monolith();
    List<String> before = target.catalogue();
    CancelAt watch = new CancelAt("6");

    Rehearsal rehearsal = new Migrations(target::connect, slowScript(), PATIENT).rehearse(watch);

    assertThat(rehearsal.ok()).isFalse();
    assertThat(rehearsal.unchanged()).isTrue();
    assertThat(rehearsal.problems())
        .extracting(MigrationProblem::code)
        .containsExactly(Code.CANCELLED);
    assertThat(target.catalogue()).isEqualTo(before);
    nobodyIsLeft(target);
  }

  private ScriptSource slowScript() throws Exception {
    ScriptSource source = Target.copiedScripts(scripts);
    Files.writeString(
        scripts.resolve("V6__slow.sql"), "CREATE TABLE half_way (id INT); SELECT pg_sleep(300);");
    return source;
  }

  /// Neither a statement nor the lock of whoever migrates is left on the server.
  private static void nobodyIsLeft(Target target) throws Exception {
    try (MigrationLock free =
        MigrationLock.take(target::connect, Duration.ofSeconds(10)).orElseThrow()) {
      assertThat(free).isNotNull();
    }
    assertThat(
            target.query(
                "SELECT query FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND state = 'active' AND pid <> pg_backend_pid()"))
        .isEmpty();
  }
}
