package dev.cutover.database;

import dev.cutover.pipeline.Tx;
import java.sql.Connection;

/// A transaction on one connection, auto-commit off. The pool that opened it commits or rolls back.
final class PgTx implements Tx {
  private final Connection connection;

  PgTx(Connection connection) {
    this.connection = connection;
  }

  static Connection of(Tx tx) {
    return ((PgTx) tx).connection;
  }
}
