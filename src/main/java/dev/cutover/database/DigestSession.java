package dev.cutover.database;

import dev.cutover.cutover.StepFailure;
import dev.cutover.cutover.backup.TableDigest;
import dev.cutover.cutover.backup.TableFacts;
import dev.cutover.job.Problem;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// Sessions that read whole tables in one fixed text form, whatever the server's and the account's
/// own settings are.
final class DigestSession {
  private static final int KILOBYTE = 1 << 10;
  private static final String ROW_SECURITY = "42501";

  /// Rows that a policy would hide fail the reading instead of being left out. Reading in the order
  /// of an index is preferred to sorting on the server's disk.
  private static final String SETTINGS =
      """
      SET search_path = pg_catalog;
      SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres';
      SET extra_float_digits = 3; SET bytea_output = 'hex'; SET xmlbinary = 'base64';
      SET lc_monetary = 'C'; SET row_security = off; SET statement_timeout = 0;
      SET lock_timeout = '2min'; SET idle_in_transaction_session_timeout = 0;
      SET work_mem = '64MB'; SET random_page_cost = 1.1; SET jit = off;
      SET max_parallel_workers_per_gather = 0; SET client_connection_check_interval = '5s'\
      """;

  private DigestSession() {}

  /// @param snapshot to see the database as it was then; empty for a new one of its own, null for a
  ///   session outside of any transaction
  static Connection open(DatabaseAddress address, String application, @Nullable String snapshot) {
    Properties properties = address.properties();
    properties.setProperty(
        "ApplicationName", application.substring(0, Math.min(63, application.length())));
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("tcpKeepAlive", "true");
    try {
      Connection connection = DriverManager.getConnection(address.jdbcUrl(), properties);
      try {
        Sql.on(connection, SETTINGS).run();
        if (snapshot != null) {
          begin(connection, snapshot);
        }
        return connection;
      } catch (RuntimeException e) {
        end(connection);
        throw e;
      }
    } catch (SQLException e) {
      throw new DatabaseTrouble("connecting to " + address, e);
    }
  }

  private static void begin(Connection connection, String snapshot) {
    Sql.on(connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").run();
    if (!snapshot.isEmpty()) {
      // The name is the server's own.
      Sql.on(connection, "SET TRANSACTION SNAPSHOT " + Quoted.text(snapshot)).run();
    }
  }

  static TableDigest digest(
      Connection connection, TableFacts table, LongConsumer read, BooleanSupplier cancelled)
      throws InterruptedException {
    try {
      return table.keyColumns() > 0
          ? copy(connection, table, read, cancelled)
          : sums(connection, table, read);
    } catch (DatabaseTrouble | SQLException e) {
      if (cancelled.getAsBoolean()) {
        InterruptedException stopped = new InterruptedException("stopped while reading");
        stopped.initCause(e);
        throw stopped;
      }
      throw readable(table, e);
    }
  }

  private static RuntimeException readable(TableFacts table, Exception e) {
    String state =
        e instanceof DatabaseTrouble trouble
            ? trouble.sqlState()
            : ((SQLException) e).getSQLState();
    if (ROW_SECURITY.equals(state)) {
      String said = String.valueOf(e.getMessage());
      return new StepFailure(
          new Problem(
              "backup.rights",
              table.title()
                  + " cannot be read completely: "
                  + said
                  + ". A backup with rows left out would be worth nothing.",
              said.contains("row-level security")
                  ? "Give the account BYPASSRLS (ALTER ROLE .. BYPASSRLS), or use another."
                  : "Give the account SELECT on it (or membership in pg_read_all_data)."),
          e);
    }
    return e instanceof DatabaseTrouble trouble
        ? trouble
        : new DatabaseTrouble("reading " + table.title(), (SQLException) e);
  }

  private static TableDigest copy(
      Connection connection, TableFacts table, LongConsumer read, BooleanSupplier cancelled)
      throws SQLException, InterruptedException {
    RowDigest digest = new RowDigest(table);
    CopyOut copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("COPY (" + table.query() + ") TO STDOUT");
    long told = 0;
    for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
      digest.row(row);
      if (digest.bytes() - told > 256 * KILOBYTE) {
        read.accept(digest.bytes() - told);
        told = digest.bytes();
        if (cancelled.getAsBoolean()) {
          throw new InterruptedException("stopped while reading " + table.title());
        }
      }
    }
    read.accept(digest.bytes() - told);
    return digest.finish();
  }

  /// Without a key there is no order. The sums, and not an exclusive or, since two equal rows would
  /// cancel each other out there.
  private static TableDigest sums(Connection connection, TableFacts table, LongConsumer read) {
    return Sql.on(connection, table.query())
        .one(
            row -> {
              read.accept(table.bytes());
              return new TableDigest(
                  table.title(),
                  row.getLong(1),
                  table.bytes(),
                  "sums:" + row.getString(2) + ":" + row.getString(3),
                  table.query(),
                  List.of(),
                  Map.of(),
                  0,
                  List.of());
            });
  }

  /// From another thread.
  static void cancel(Connection connection) {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException e) {
      throw new DatabaseTrouble("cancelling a reading", e);
    }
  }

  static void end(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new DatabaseTrouble("closing a connection", e);
    }
  }
}
