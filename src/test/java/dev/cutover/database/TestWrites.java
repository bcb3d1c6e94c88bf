package dev.cutover.database;

import dev.cutover.pipeline.Tx;

/// Lets tests of other packages write inside a job's transaction.
public final class TestWrites {
  private TestWrites() {}

  public static void insert(Tx tx, String sql) {
    Sql.on(PgTx.of(tx), sql).update();
  }
}
