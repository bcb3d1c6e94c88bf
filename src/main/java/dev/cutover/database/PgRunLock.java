package dev.cutover.database;

import dev.cutover.cutover.RunLock;
import dev.cutover.cutover.RunRefused;
import dev.cutover.job.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// An advisory lock of a session in the maintenance database, and the epoch beside it.
public final class PgRunLock implements RunLock {
  // "cuto" read as a number; the second key is the name of the database.
  static final int LOCK_CLASS = 0x6375_746f;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long STEP_MILLIS = 100;

  private final MaintenanceDatabase place;
  private final String host;
  private final long pid;

  /// @param host of this process
  public PgRunLock(MaintenanceDatabase place, String host, long pid) {
    this.place = place;
    this.host = host;
    this.pid = pid;
  }

  @Override
  public Attempt acquire(String run, String actor) {
    return attempt(run, actor, false);
  }

  @Override
  public Attempt takeOver(String run, String actor) {
    return attempt(run, actor, true);
  }

  private Attempt attempt(String run, String actor, boolean force) {
    Connection connection = null;
    boolean kept = false;
    try {
      connection = place.connect();
      if (!tryLock(connection)) {
        if (!force) {
          return new Attempt.HeldByOther(holderOn(connection));
        }
        putOut(connection);
      }
      MaintenanceDatabase.prepare(connection);
      long epoch = enter(connection, run, actor);
      kept = true;
      return new Attempt.Acquired(new PgHeldRun(place, connection, epoch));
    } catch (SQLException e) {
      throw new DatabaseTrouble("taking the lock of the cutover", e);
    } finally {
      if (!kept) {
        close(connection);
      }
    }
  }

  private static void close(@org.jspecify.annotations.Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      throw new DatabaseTrouble("closing the session of the lock", e);
    }
  }

  private boolean tryLock(Connection connection) {
    return tryLock(connection, place.target());
  }

  static boolean tryLock(Connection connection, String database) {
    return Sql.on(connection, "SELECT pg_try_advisory_lock(?, hashtext(?))")
        .with(LOCK_CLASS)
        .with(database)
        .one(row -> row.getBoolean(1));
  }

  /// Ends the session that has the lock and takes it.
  private void putOut(Connection connection) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<Integer> sessions = sessions(connection);
    for (int session : sessions) {
      Sql.on(connection, "SELECT pg_terminate_backend(?)").with(session).run();
    }
    boolean mine = tryLock(connection);
    while (!mine && System.nanoTime() - end < 0) {
      pause();
      mine = tryLock(connection);
    }
    if (!mine) {
      throw new RunRefused(
          new Problem(
              "run.not_taken_over",
              "The session of the console that holds the run (server process "
                  + sessions
                  + ") did not end within "
                  + PATIENCE.toSeconds()
                  + " s. Nothing was changed.",
              "Let an administrator end it (pg_terminate_backend), then take over again."));
    }
  }

  private List<Integer> sessions(Connection connection) {
    return Sql.on(
            connection,
            """
            SELECT l.pid FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND l.classid::bigint = ? AND l.objid::bigint = hashtext(?)::bigint & 4294967295\
            """)
        .with((long) LOCK_CLASS)
        .with(place.target())
        .list(row -> row.getInt(1));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the lock was waited for", e);
    }
  }

  private long enter(Connection connection, String run, String actor) {
    return Sql.on(
            connection,
            """
            INSERT INTO etl_cutover.etl_cutover_state AS s (database, epoch, run, actor, host, pid, backend)
            VALUES (?, 1, ?, ?, ?, ?, pg_backend_pid())
            ON CONFLICT (database) DO UPDATE SET epoch = s.epoch + 1, run = EXCLUDED.run,
              actor = EXCLUDED.actor, host = EXCLUDED.host, pid = EXCLUDED.pid,
              backend = EXCLUDED.backend, since = clock_timestamp(), beat = clock_timestamp()
            RETURNING epoch\
            """)
        .with(place.target())
        .with(run)
        .with(actor)
        .with(host)
        .with(pid)
        .one(row -> row.getLong(1));
  }

  @Override
  public Optional<Holder> holder() {
    try (Connection connection = place.connect()) {
      return sessions(connection).isEmpty() ? Optional.empty() : Optional.of(holderOn(connection));
    } catch (SQLException e) {
      throw new DatabaseTrouble("looking who holds the cutover", e);
    }
  }

  private Holder holderOn(Connection connection) {
    Optional<Holder> known =
        MaintenanceDatabase.isPrepared(connection)
            ? Sql.on(
                    connection,
                    "SELECT run, host, pid, actor, epoch, since, beat FROM"
                        + " etl_cutover.etl_cutover_state WHERE database = ?")
                .with(place.target())
                .first(
                    row ->
                        new Holder(
                            String.valueOf(row.getString(1)),
                            String.valueOf(row.getString(2)),
                            row.getLong(3),
                            String.valueOf(row.getString(4)),
                            row.getLong(5),
                            Objects.requireNonNull(Sql.instant(row, "since")),
                            Objects.requireNonNull(Sql.instant(row, "beat"))))
            : Optional.empty();
    return known.orElse(
        new Holder("unknown", "unknown", 0, "unknown", 0, Instant.EPOCH, Instant.EPOCH));
  }
}
