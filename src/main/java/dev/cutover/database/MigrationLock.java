package dev.cutover.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Lets one program at a time migrate a database: a lock of the session, which the server drops
/// when the program dies.
final class MigrationLock implements AutoCloseable {
  // "cutover" and "migrate", read as numbers; any two programs of ours agree on it.
  private static final long KEY = 0x6375_746f_7665_726dL;
  private static final Duration STEP = Duration.ofMillis(100);

  private final Connection connection;

  private MigrationLock(Connection connection) {
    this.connection = connection;
  }

  /// The lock, or empty when another program held it for all of `patience`.
  static Optional<MigrationLock> take(ConnectionFactory connections, Duration patience)
      throws SQLException {
    Connection connection = connections.open();
    boolean taken = false;
    try {
      long end = System.nanoTime() + patience.toNanos();
      do {
        taken =
            Sql.on(connection, "SELECT pg_try_advisory_lock(?)")
                .with(KEY)
                .one(row -> row.getBoolean(1));
      } while (!taken && System.nanoTime() - end < 0 && pause());
      return taken ? Optional.of(new MigrationLock(connection)) : Optional.empty();
    } finally {
      if (!taken) {
        connection.close();
      }
    }
  }

  /// Who holds it, as far as the server says.
  static String holder(Connection connection) {
    return Sql.on(
            connection,
            """
            SELECT 'process ' || a.pid || ' (' || coalesce(nullif(a.application_name, ''), 'no name') || ', '
                || coalesce(host(a.client_addr), 'local') || ')'
            FROM pg_locks l JOIN pg_stat_activity a USING (pid)
            WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
                AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND (l.classid::bigint << 32) | l.objid::bigint = ?\
            """)
        .with(KEY)
        .first(row -> row.getString(1))
        .orElse("another program");
  }

  private static boolean pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(STEP.toNanos());
      return true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Closing the session is what frees the lock, whatever state it is in.
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
