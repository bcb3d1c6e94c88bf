package dev.cutover.database;

import dev.cutover.cutover.MigrationOutcome;
import dev.cutover.cutover.MigrationOutcome.Migrated;
import dev.cutover.cutover.MigrationOutcome.Refused;
import dev.cutover.cutover.MigrationProblem;
import dev.cutover.cutover.MigrationProblem.Code;
import dev.cutover.cutover.MigrationStatus;
import dev.cutover.cutover.MigrationStatus.Script;
import dev.cutover.cutover.MigrationWatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/// One migration, alone on its database and with nothing known in the way: applies the scripts,
/// asks again for a lock that is not free, builds broken indexes anew and keeps the platform's own
/// record true.
final class MigrationRun {
  private static final String LOCK_NOT_FREE = "55P03";
  private static final String DEADLOCK = "40P01";
  private static final String NOT_UNIQUE = "23505";

  private final Connection connection;
  private final Flyway flyway;
  private final DatabaseReview review;
  private final MigrationLimits limits;

  MigrationRun(
      Connection connection, Flyway flyway, DatabaseReview review, MigrationLimits limits) {
    this.connection = connection;
    this.flyway = flyway;
    this.review = review;
    this.limits = limits;
  }

  /// @throws FlywayException or [DatabaseTrouble], with the server's word for it, when it was
  ///   cancelled
  MigrationOutcome run(MigrationStatus before, boolean baseline, MigrationWatch watch)
      throws SQLException {
    Sql.on(connection, FlywaySetup.lockTimeout(limits)).run();
    List<String> rebuilt = new ArrayList<>();
    for (int attempt = 1; ; attempt++) {
      try {
        applyScripts(baseline, rebuilt);
        PlatformHistory.record(connection, review.of(connection, () -> flyway).applied());
        return new Migrated(appliedSince(before), List.copyOf(rebuilt));
      } catch (FlywayException | DatabaseTrouble e) {
        SQLException cause = sqlCause(e);
        if (cause == null || watch.isCancelled()) {
          throw e;
        }
        if (!mayPass(cause) || attempt >= limits.tries() || !pause()) {
          return refused(before, cause);
        }
      }
    }
  }

  private void applyScripts(boolean baseline, List<String> rebuilt) throws SQLException {
    Catalogue catalogue = Catalogue.read(connection);
    boolean history =
        Sql.on(connection, "SELECT to_regclass(?) IS NOT NULL")
            .with(Catalogue.HISTORY)
            .one(row -> row.getBoolean(1));
    if (history) {
      forgetFailures();
    }
    if (baseline && !catalogue.isEmpty() && !isBaselined(history)) {
      flyway.baseline();
    }
    MigrationStatus now = review.of(connection, () -> flyway);
    List<Script> all = new ArrayList<>(now.applied());
    all.addAll(now.pending());
    List<NaturalKey> broken = IndexCare.invalid(connection, review.keys(all));
    IndexCare.drop(connection, broken);
    broken.forEach(key -> rebuilt.add(key.index()));
    flyway.migrate();
    IndexCare.build(connection, review.keys(all));
  }

  private boolean isBaselined(boolean history) {
    if (!history) {
      return false;
    }
    boolean filled =
        Sql.on(connection, "SELECT EXISTS (SELECT 1 FROM " + Catalogue.HISTORY + ")")
            .one(row -> row.getBoolean(1));
    if (!filled) {
      // Made by a run that was killed before its first row: Flyway refuses it, and it holds
      // nothing.
      Sql.on(connection, "DROP TABLE " + Catalogue.HISTORY).run();
    }
    return filled;
  }

  /// A script outside a transaction that broke off leaves a row that would end every later run. All
  /// of ours can be run again.
  private void forgetFailures() {
    Sql.on(connection, "DELETE FROM " + Catalogue.HISTORY + " WHERE NOT success").update();
  }

  private List<String> appliedSince(MigrationStatus before) throws SQLException {
    return since(before, review.of(connection, () -> flyway));
  }

  static List<String> since(MigrationStatus before, MigrationStatus after) {
    return after.applied().stream()
        .filter(script -> before.applied().stream().noneMatch(script::equals))
        .filter(script -> before.pending().stream().anyMatch(script::equals))
        .map(script -> script.version() + " " + script.description())
        .toList();
  }

  private Refused refused(MigrationStatus before, SQLException cause) throws SQLException {
    List<String> applied = appliedSince(before);
    String state = inPlace(applied);
    if (mayPass(cause)) {
      return new Refused(List.of(locked(state)), applied);
    }
    if (NOT_UNIQUE.equals(cause.getSQLState())) {
      return new Refused(
          DuplicateKey.find(connection, review.keys(before.pending())).stream()
              .map(DuplicateKey::problem)
              .toList(),
          applied);
    }
    return new Refused(
        List.of(
            MigrationProblem.blocking(
                Code.STATEMENT_FAILED,
                "The server refused a statement of the migration: "
                    + cause.getMessage()
                    + " (SQLSTATE "
                    + cause.getSQLState()
                    + "). "
                    + state
                    + " Mend the cause, then run again.")),
        applied);
  }

  static String inPlace(List<String> applied) {
    return applied.isEmpty()
        ? "Nothing was changed."
        : "In place are " + String.join(", ", applied) + "; they add and change nothing else.";
  }

  private MigrationProblem locked(String state) {
    return MigrationProblem.blocking(
        Code.LOCKED,
        "A lock that the migration needs was not free within "
            + limits.lockTimeout().toMillis()
            + " ms, "
            + limits.tries()
            + " times. In the way may be: "
            + LockHolders.describe(connection)
            + ". "
            + state
            + " Wait for these sessions or end them, then run again.");
  }

  private static boolean mayPass(SQLException cause) {
    return LOCK_NOT_FREE.equals(cause.getSQLState()) || DEADLOCK.equals(cause.getSQLState());
  }

  static @Nullable SQLException sqlCause(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }

  private boolean pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(limits.pause().toMillis());
      return true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
