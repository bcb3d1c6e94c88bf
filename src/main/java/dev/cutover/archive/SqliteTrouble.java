package dev.cutover.archive;

import java.sql.SQLException;

/// A statement failed. What that means for the snapshot is said by who works on it.
final class SqliteTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final SQLException failure;

  SqliteTrouble(SQLException failure) {
    super(failure.getMessage(), failure);
    this.failure = failure;
  }

  SQLException failure() {
    return failure;
  }
}
