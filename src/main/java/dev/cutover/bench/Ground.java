package dev.cutover.bench;

import dev.cutover.boot.Scratch;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/// The scratch database as the measuring sees it: one connection of its own, one integration that
/// reads a folder.
final class Ground implements AutoCloseable {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  /// Everything that a run leaves, but not the catalogues: those are read before.
  private static final String TRACES =
      "raw_extraction_data, etl_job_queue, etl_job_event, etl_run, etl_run_count, etl_applied,"
          + " etl_watermark, etl_dead_letter";

  private static final String BUSINESS = "work_items, changelogs, work_items_prs_links";

  private final Scratch scratch;
  private final Connection connection;

  Ground(Scratch scratch) {
    this.scratch = scratch;
    try {
      connection = DriverManager.getConnection(scratch.jdbcUrl(), scratch.jdbcProperties());
    } catch (SQLException e) {
      throw trouble("connecting to " + scratch.databaseName(), e);
    }
  }

  Connection connection() {
    return connection;
  }

  Connection another() {
    try {
      return DriverManager.getConnection(scratch.jdbcUrl(), scratch.jdbcProperties());
    } catch (SQLException e) {
      throw trouble("connecting to " + scratch.databaseName(), e);
    }
  }

  /// @return the id of an integration that reads the folder
  long integration(Path folder) {
    return scratch
        .session()
        .integrationAdmin()
        .add(
            new IntegrationAdmin.NewIntegration(
                "bench", "files", "", null, Map.of("path", folder.toString()), Map.of()))
        .integration();
  }

  Server server() {
    try {
      return Server.of(connection);
    } catch (SQLException e) {
      throw trouble("asking the server for its settings", e);
    }
  }

  /// Empties the raw table alone.
  void emptyRawTable() {
    execute("TRUNCATE raw_extraction_data");
    checkpoint();
  }

  /// New, empty tables for what runs and jobs leave.
  void emptyRuns() {
    execute("TRUNCATE " + TRACES + " RESTART IDENTITY CASCADE");
    checkpoint();
  }

  /// Likewise, business rows too.
  void emptyAll() {
    execute("TRUNCATE " + BUSINESS + ", " + TRACES + " RESTART IDENTITY CASCADE");
    checkpoint();
  }

  /// So that nobody writes out what another has changed. Without the right to, the server does it
  /// when it likes.
  private void checkpoint() {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CHECKPOINT");
    } catch (SQLException e) {
      if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
        throw trouble("CHECKPOINT", e);
      }
    }
  }

  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw trouble(sql, e);
    }
  }

  long number(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw trouble(sql, e);
    }
  }

  double decimal(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getDouble(1);
    } catch (SQLException e) {
      throw trouble(sql, e);
    }
  }

  String text(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    } catch (SQLException e) {
      throw trouble(sql, e);
    }
  }

  static IllegalStateException trouble(String doing, SQLException cause) {
    return new IllegalStateException(
        "Measuring ended: " + doing + ": " + cause.getMessage(), cause);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw trouble("closing a connection", e);
    }
  }
}
