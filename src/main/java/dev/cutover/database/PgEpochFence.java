package dev.cutover.database;

import dev.cutover.cutover.EpochFence;
import dev.cutover.cutover.LostRun;
import java.sql.Connection;

/// `etl_cutover.fence` in the database that is cut over: one row.
public final class PgEpochFence implements EpochFence {
  private final Database database;

  public PgEpochFence(Database database) {
    this.database = database;
  }

  @Override
  public long epoch() {
    return database.withConnection(PgEpochFence::on);
  }

  private static boolean isThere(Connection connection) {
    return Sql.on(connection, "SELECT to_regclass('etl_cutover.fence') IS NOT NULL")
        .one(row -> row.getBoolean(1));
  }

  private static long on(Connection connection) {
    return isThere(connection)
        ? Sql.on(connection, "SELECT epoch FROM etl_cutover.fence")
            .first(row -> row.getLong(1))
            .orElse(0L)
        : 0;
  }

  /// In the transaction of a guarded change: nobody raises the epoch until it ends.
  ///
  /// @throws LostRun the database has a newer one
  static void mustBe(Connection connection, long epoch) {
    long found =
        isThere(connection)
            ? Sql.on(connection, "SELECT epoch FROM etl_cutover.fence FOR SHARE")
                .first(row -> row.getLong(1))
                .orElse(0L)
            : 0;
    if (found != epoch) {
      throw new LostRun(epoch, found);
    }
  }

  @Override
  public void raise(long epoch) {
    database.inTransaction(
        tx -> {
          Connection connection = PgTx.of(tx);
          Sql.on(connection, "CREATE SCHEMA IF NOT EXISTS etl_cutover").run();
          Sql.on(
                  connection,
                  "CREATE TABLE IF NOT EXISTS etl_cutover.fence (one BOOLEAN PRIMARY KEY DEFAULT"
                      + " TRUE CHECK (one), epoch BIGINT NOT NULL)")
              .run();
          return Sql.on(
                  connection,
                  "INSERT INTO etl_cutover.fence AS f (epoch) VALUES (?) ON CONFLICT (one) DO"
                      + " UPDATE SET epoch = greatest(f.epoch, EXCLUDED.epoch)")
              .with(epoch)
              .update();
        });
  }

  /// The schema goes too, unless others put something into it.
  @Override
  public void remove() {
    database.inTransaction(
        tx -> {
          Connection connection = PgTx.of(tx);
          Sql.on(connection, "DROP TABLE IF EXISTS etl_cutover.fence").run();
          boolean empty =
              Sql.on(
                      connection,
                      "SELECT count(*) = 1 AND NOT EXISTS (SELECT FROM pg_class c JOIN pg_namespace"
                          + " n ON n.oid = c.relnamespace WHERE n.nspname = 'etl_cutover') FROM"
                          + " pg_namespace WHERE nspname = 'etl_cutover'")
                  .one(row -> row.getBoolean(1));
          if (empty) {
            Sql.on(connection, "DROP SCHEMA etl_cutover").run();
          }
          return empty;
        });
  }
}
