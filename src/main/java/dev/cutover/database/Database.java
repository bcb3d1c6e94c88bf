package dev.cutover.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cutover.pipeline.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/// A pool of connections for one role of the program (workers, a window, a command), with the
/// limits that keep a hung server from hanging the program.
public final class Database implements Transactions, AutoCloseable {
  private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(10);

  /// A window says sooner that the database is away, and tries again by itself.
  private static final Duration WINDOW_WAITS = Duration.ofSeconds(3);

  private final HikariDataSource pool;

  /// @param role shown in `pg_stat_activity` as `cutover/<role>`
  /// @param size connections at the most
  /// @param statementTimeout after which the server ends a statement; also bounds the wait for an
  ///   answer
  public Database(DatabaseAddress address, String role, int size, Duration statementTimeout) {
    this(address, role, size, statementTimeout, false);
  }

  /// A pool whose sessions the server itself keeps from writing.
  public static Database readOnly(
      DatabaseAddress address, String role, int size, Duration statementTimeout) {
    return new Database(address, role, size, statementTimeout, true);
  }

  private Database(
      DatabaseAddress address, String role, int size, Duration statementTimeout, boolean readOnly) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("cutover-" + role);
    config.setJdbcUrl(address.jdbcUrl());
    config.setDataSourceProperties(properties(address, role, statementTimeout, readOnly));
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    config.setConnectionTimeout((readOnly ? WINDOW_WAITS : WAIT_FOR_CONNECTION).toMillis());
    config.setInitializationFailTimeout(-1);
    config.setAutoCommit(true);
    this.pool = new HikariDataSource(config);
  }

  private static Properties properties(
      DatabaseAddress address, String role, Duration statementTimeout, boolean readOnly) {
    Properties properties = address.properties();
    properties.setProperty("ApplicationName", "cutover/" + role);
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", String.valueOf(statementTimeout.toSeconds() + 5));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty(
        "options",
        "-c statement_timeout="
            + statementTimeout.toMillis()
            + " -c idle_in_transaction_session_timeout=60000 -c"
            + " client_connection_check_interval=5000 -c timezone=UTC"
            + (readOnly ? " -c default_transaction_read_only=on" : ""));
    return properties;
  }

  /// Runs work on a connection in auto-commit mode: each statement is its own transaction.
  public <T> T withConnection(ConnectionWork<T> work) {
    try (Connection connection = pool.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new DatabaseTrouble("connecting to the database", e);
    }
  }

  /// Work on a connection.
  public interface ConnectionWork<T> {
    T on(Connection connection) throws SQLException;
  }

  @Override
  public <T> T inTransaction(Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.in(new PgTx(connection));
        connection.commit();
        return result;
      } catch (RuntimeException | Error e) {
        rollBack(connection, e);
        throw e;
      } finally {
        restore(connection);
      }
    } catch (SQLException e) {
      throw new DatabaseTrouble("transaction", e);
    }
  }

  /// The failure of a rollback is told together with what led to it, never instead of it.
  private static void rollBack(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static void restore(Connection connection) throws SQLException {
    if (!connection.isClosed()) {
      connection.setAutoCommit(true);
    }
  }

  /// Asks for nothing but an answer.
  public void ping() {
    withConnection(connection -> Sql.on(connection, "SELECT 1").one(row -> row.getInt(1)));
  }

  /// The pool as a plain data source, for libraries that want one.
  public javax.sql.DataSource dataSource() {
    return pool;
  }

  /// Connections that are open are not used again: the server has ended their sessions, or another
  /// database has the name now.
  public void forget() {
    var bean = pool.getHikariPoolMXBean();
    if (bean != null) {
      bean.softEvictConnections();
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
