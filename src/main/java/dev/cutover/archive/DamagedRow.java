package dev.cutover.archive;

import java.sql.SQLException;

/// A row holds what no row has, such as a tenant 0.
final class DamagedRow extends SQLException {
  private static final long serialVersionUID = 1L;

  DamagedRow(RuntimeException cause) {
    super("a row holds what no row has: " + cause.getMessage(), cause);
  }
}
