package dev.cutover.database;

import dev.cutover.cutover.TrafficSwitch;
import java.sql.Connection;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// `etl_runtime`: one row.
public final class PgTrafficSwitch implements TrafficSwitch {
  private final Database database;

  public PgTrafficSwitch(Database database) {
    this.database = database;
  }

  /// Before the schema has the row, the monolith works.
  @Override
  public Mode mode() {
    return database.withConnection(
        connection ->
            isThere(connection) && isPipeline(connection) ? Mode.PIPELINE : Mode.MONOLITH);
  }

  @Override
  public Optional<Instant> since() {
    return database.withConnection(
        connection ->
            isThere(connection)
                ? Sql.on(connection, "SELECT changed_at FROM etl_runtime")
                    .first(row -> row.getTimestamp(1).toInstant())
                : Optional.empty());
  }

  private static boolean isThere(Connection connection) {
    return Sql.on(connection, "SELECT to_regclass('etl_runtime') IS NOT NULL")
        .one(row -> row.getBoolean(1));
  }

  /// Whether jobs may be dispatched and runs be started here.
  static boolean isPipeline(Connection connection) {
    return Sql.on(connection, "SELECT mode FROM etl_runtime")
        .first(row -> String.valueOf(row.getString(1)))
        .map(mode -> mode.toUpperCase(Locale.ROOT).equals(Mode.PIPELINE.name()))
        .orElse(false);
  }

  @Override
  public void set(Mode mode, String run, String actor, long epoch) {
    database.inTransaction(
        tx -> {
          Connection connection = PgTx.of(tx);
          PgEpochFence.mustBe(connection, epoch);
          return Sql.on(
                  connection,
                  "INSERT INTO etl_runtime (mode, changed_by, run, epoch) VALUES (?, ?, ?, ?) ON"
                      + " CONFLICT (one) DO UPDATE SET mode = EXCLUDED.mode, changed_at ="
                      + " clock_timestamp(), changed_by = EXCLUDED.changed_by, run = EXCLUDED.run,"
                      + " epoch = EXCLUDED.epoch")
              .with(mode.word())
              .with(actor)
              .with(run)
              .with(epoch)
              .update();
        });
  }
}
