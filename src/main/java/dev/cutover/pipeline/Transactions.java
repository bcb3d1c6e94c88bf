package dev.cutover.pipeline;

/// Opens transactions.
public interface Transactions {

  /// Runs `work` in one transaction: commits when it returns, rolls back when it throws.
  <T> T inTransaction(Work<T> work);

  /// Work inside a transaction. It must not call anything slow outside the database.
  interface Work<T> {
    T in(Tx tx);
  }
}
