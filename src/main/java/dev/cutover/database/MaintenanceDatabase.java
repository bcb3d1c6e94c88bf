package dev.cutover.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The database of the server that no cutover renames or restores. What must outlive R2 lives here,
/// in the schema `etl_cutover`: who holds a run and its epoch, and the copy of the journal. Rows
/// are by the name of the database that is cut over, which a swap of names leaves with the live
/// one.
public final class MaintenanceDatabase {
  private static final String USUAL = "postgres";

  /// Of a platform that lives in the usual one.
  private static final String OTHER = "template1";

  private final DatabaseAddress target;

  /// @param target the database that is cut over
  public MaintenanceDatabase(DatabaseAddress target) {
    this.target = target;
  }

  String target() {
    return target.database();
  }

  String name() {
    return target.database().equals(USUAL) ? OTHER : USUAL;
  }

  /// A connection of one's own, in no pool: a lock ends with it. The server looks every second
  /// whether the client is still there, so that a killed console frees its lock while a query runs.
  Connection connect() throws SQLException {
    Connection connection = target.withDatabase(name()).connect();
    boolean ready = false;
    try {
      Sql.on(connection, "SET client_connection_check_interval = '1s'").run();
      Sql.on(connection, "SET statement_timeout = '10s'").run();
      Sql.on(connection, "SET application_name = 'cutover/run'").run();
      ready = true;
      return connection;
    } finally {
      if (!ready) {
        connection.close();
      }
    }
  }

  /// Makes what is missing. To be called with the lock in hand: two at once would meet.
  static void prepare(Connection connection) {
    Sql.on(connection, "CREATE SCHEMA IF NOT EXISTS etl_cutover").run();
    Sql.on(
            connection,
            """
            CREATE TABLE IF NOT EXISTS etl_cutover.etl_cutover_state (
              database TEXT PRIMARY KEY, epoch BIGINT NOT NULL, run TEXT NOT NULL, actor TEXT NOT NULL,
              host TEXT NOT NULL, pid BIGINT NOT NULL, backend INT NOT NULL,
              since TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
              beat TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp())\
            """)
        .run();
    Sql.on(
            connection,
            """
            CREATE TABLE IF NOT EXISTS etl_cutover.etl_cutover_journal (
              database TEXT NOT NULL, run TEXT NOT NULL, seq BIGINT NOT NULL, step TEXT NOT NULL,
              effect TEXT NOT NULL, phase TEXT NOT NULL, at TIMESTAMPTZ NOT NULL, nanos BIGINT NOT NULL,
              actor TEXT NOT NULL, epoch BIGINT NOT NULL, evidence JSONB NOT NULL, error TEXT NOT NULL,
              PRIMARY KEY (run, seq))\
            """)
        .run();
  }

  /// Takes away what runs against a database left here that is no more.
  public void forget() {
    try (Connection connection = connect()) {
      if (isPrepared(connection)) {
        for (String table : List.of("etl_cutover_journal", "etl_cutover_state")) {
          Sql.on(connection, "DELETE FROM etl_cutover." + table + " WHERE database = ?")
              .with(target())
              .update();
        }
      }
    } catch (SQLException e) {
      throw new DatabaseTrouble("forgetting " + target(), e);
    }
  }

  static boolean isPrepared(Connection connection) {
    return Sql.on(
            connection,
            "SELECT to_regclass('etl_cutover.etl_cutover_state') IS NOT NULL AND"
                + " to_regclass('etl_cutover.etl_cutover_journal') IS NOT NULL")
        .one(row -> row.getBoolean(1));
  }
}
