package dev.cutover.database;

import dev.cutover.cutover.MigrationOutcome;
import dev.cutover.cutover.MigrationOutcome.Refused;
import dev.cutover.cutover.MigrationProblem;
import dev.cutover.cutover.MigrationProblem.Code;
import dev.cutover.cutover.MigrationStatus;
import dev.cutover.cutover.MigrationStatus.Recognition;
import dev.cutover.cutover.Rehearsal;
import dev.cutover.cutover.SchemaMigrator;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;

/// Brings a database to the schema this program works with. It only ever adds; a database that is
/// not recognised, or that holds rows which the new keys would refuse, is left alone with the
/// reason told.
///
/// Any number of programs may migrate the same database at once: one does it, the others find it
/// done.
public final class Migrations implements SchemaMigrator {
  private final ConnectionFactory connections;
  private final ScriptSource scripts;
  private final MigrationLimits limits;
  private final DatabaseReview review;

  /// @param connections fresh connections of a user who owns the platform's tables; not a pool
  public Migrations(ConnectionFactory connections) {
    this(connections, ScriptSource.own(), MigrationLimits.usual());
  }

  public Migrations(ConnectionFactory connections, MigrationLimits limits) {
    this(connections, ScriptSource.own(), limits);
  }

  Migrations(ConnectionFactory connections, ScriptSource scripts, MigrationLimits limits) {
    this.connections = connections;
    this.scripts = scripts;
    this.limits = limits;
    this.review = new DatabaseReview(PlatformFingerprint.load(), scripts);
  }

  @Override
  public MigrationStatus status() {
    try (Connection connection = connections.open()) {
      return review.of(connection, this::flyway);
    } catch (SQLException e) {
      throw new DatabaseTrouble("reading the state of the schema", e);
    }
  }

  /// Rows that the pending unique keys would refuse. Reads every row of the tables concerned.
  public List<DuplicateKey> duplicates() {
    try (Connection connection = connections.open()) {
      return DuplicateKey.find(
          connection, review.keys(review.of(connection, this::flyway).pending()));
    } catch (SQLException e) {
      throw new DatabaseTrouble("looking for duplicates", e);
    }
  }

  @Override
  public MigrationOutcome migrate() {
    try (Connection connection = connections.open()) {
      Optional<MigrationLock> lock = MigrationLock.take(connections, limits.runnerPatience());
      if (lock.isEmpty()) {
        return new Refused(List.of(busy(connection)), List.of());
      }
      try (MigrationLock _ = lock.get()) {
        return migrateAlone(connection);
      }
    } catch (SQLException e) {
      throw new DatabaseTrouble("migrating the schema", e);
    }
  }

  private MigrationOutcome migrateAlone(Connection connection) throws SQLException {
    Flyway flyway = flyway();
    MigrationStatus status = review.of(connection, () -> flyway);
    if (!status.blockers().isEmpty()) {
      return new Refused(status.blockers(), List.of());
    }
    List<MigrationProblem> duplicates =
        DuplicateKey.find(connection, review.keys(status.pending())).stream()
            .map(DuplicateKey::problem)
            .toList();
    if (!duplicates.isEmpty()) {
      return new Refused(duplicates, List.of());
    }
    return new MigrationRun(connection, flyway, review, limits)
        .run(status, isPlatform(status.recognition()));
  }

  @Override
  public Rehearsal rehearse() {
    try (Connection connection = connections.open()) {
      Optional<MigrationLock> lock = MigrationLock.take(connections, limits.runnerPatience());
      if (lock.isEmpty()) {
        return new Rehearsal(List.of(), List.of(busy(connection)), true);
      }
      try (MigrationLock _ = lock.get()) {
        MigrationStatus status = review.of(connection, this::flyway);
        return new RehearsalRun(connection, scripts, review, limits).run(status);
      }
    } catch (SQLException e) {
      throw new DatabaseTrouble("rehearsing the migration", e);
    }
  }

  private Flyway flyway() {
    return FlywaySetup.over(connections, scripts, limits);
  }

  private static boolean isPlatform(Recognition recognition) {
    return recognition == Recognition.PLATFORM || recognition == Recognition.PLATFORM_SEED;
  }

  private static MigrationProblem busy(Connection connection) {
    return MigrationProblem.blocking(
        Code.BUSY,
        "Another program is migrating this database: "
            + MigrationLock.holder(connection)
            + ". Nothing was changed here. Wait for it to end, then run again.");
  }
}
