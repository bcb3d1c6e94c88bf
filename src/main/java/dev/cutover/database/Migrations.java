package dev.cutover.database;

import dev.cutover.cutover.MigrationOutcome;
import dev.cutover.cutover.MigrationOutcome.Refused;
import dev.cutover.cutover.MigrationProblem;
import dev.cutover.cutover.MigrationProblem.Code;
import dev.cutover.cutover.MigrationStatus;
import dev.cutover.cutover.MigrationStatus.Recognition;
import dev.cutover.cutover.MigrationStatus.Script;
import dev.cutover.cutover.MigrationWatch;
import dev.cutover.cutover.Rehearsal;
import dev.cutover.cutover.SchemaMigrator;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a database to the schema this program works with. It only ever adds; a database that is
/// not recognised, or that holds rows which the new keys would refuse, is left alone with the
/// reason told.
///
/// Any number of programs may migrate the same database at once: one does it, the others find it
/// done.
public final class Migrations implements SchemaMigrator {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

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
  public String text(Script script) {
    return scripts.text(script.file());
  }

  @Override
  public MigrationOutcome migrate(MigrationWatch watch) {
    MigrationOutcome outcome = watched(watch);
    if (outcome instanceof Refused(List<MigrationProblem> problems, List<String> applied)) {
      LOG.warn("not migrated: {}; in place of this run: {}", problems, applied);
    }
    return outcome;
  }

  private MigrationOutcome watched(MigrationWatch watch) {
    MigrationStatus before = status();
    try (StoppableConnections own = new StoppableConnections(connections, watch::isCancelled)) {
      return new Migrations(own, scripts, limits).migrateWatched(watch);
    } catch (DatabaseTrouble | FlywayException failure) {
      if (!isStop(failure, watch)) {
        throw failure;
      }
    }
    List<String> applied = MigrationRun.since(before, status());
    return new Refused(List.of(cancelled(MigrationRun.inPlace(applied))), applied);
  }

  private MigrationOutcome migrateWatched(MigrationWatch watch) {
    try (Connection connection = connections.open()) {
      Optional<MigrationLock> lock = MigrationLock.take(connections, limits.runnerPatience());
      if (lock.isEmpty()) {
        return new Refused(List.of(busy(connection)), List.of());
      }
      try (MigrationLock _ = lock.get()) {
        return migrateAlone(connection, watch);
      }
    } catch (SQLException e) {
      throw new DatabaseTrouble("migrating the schema", e);
    }
  }

  private MigrationOutcome migrateAlone(Connection connection, MigrationWatch watch)
      throws SQLException {
    MigrationStatus status = review.of(connection, this::flyway);
    Flyway flyway =
        FlywaySetup.over(connections, scripts, limits, new ScriptBegins(status.pending(), watch));
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
        .run(status, isPlatform(status.recognition()), watch);
  }

  @Override
  public Rehearsal rehearse(MigrationWatch watch) {
    Catalogue before = catalogue();
    try (StoppableConnections own = new StoppableConnections(connections, watch::isCancelled)) {
      return new Migrations(own, scripts, limits).rehearseWatched(watch);
    } catch (DatabaseTrouble failure) {
      if (!isStop(failure, watch)) {
        throw failure;
      }
    }
    return new Rehearsal(
        List.of(), List.of(cancelled("Everything was rolled back.")), catalogue().equals(before));
  }

  private Catalogue catalogue() {
    try (Connection connection = connections.open()) {
      return Catalogue.read(connection);
    } catch (SQLException e) {
      throw new DatabaseTrouble("reading the catalogue", e);
    }
  }

  private Rehearsal rehearseWatched(MigrationWatch watch) {
    try (Connection connection = connections.open()) {
      Optional<MigrationLock> lock = MigrationLock.take(connections, limits.runnerPatience());
      if (lock.isEmpty()) {
        return new Rehearsal(List.of(), List.of(busy(connection)), true);
      }
      try (MigrationLock _ = lock.get()) {
        MigrationStatus status = review.of(connection, this::flyway);
        return new RehearsalRun(connection, scripts, review, limits).run(status, watch);
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

  private static boolean isStop(RuntimeException failure, MigrationWatch watch) {
    SQLException cause = MigrationRun.sqlCause(failure);
    return watch.isCancelled() && cause != null && StoppableConnections.isStop(cause);
  }

  private static MigrationProblem cancelled(String state) {
    return MigrationProblem.blocking(
        Code.CANCELLED, "Cancelled by a person. " + state + " Run it again to go on.");
  }

  private static MigrationProblem busy(Connection connection) {
    return MigrationProblem.blocking(
        Code.BUSY,
        "Another program is migrating this database: "
            + MigrationLock.holder(connection)
            + ". Nothing was changed here. Wait for it to end, then run again.");
  }
}
