package dev.cutover.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A statement or connection failed. Carries the SQLSTATE, by which the caller decides what
/// follows.
public final class DatabaseTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String sqlState;

  public DatabaseTrouble(String doing, SQLException cause) {
    super(doing + ": " + cause.getMessage(), cause);
    this.sqlState = cause.getSQLState();
  }

  /// Five characters, null when the driver gave none.
  public @Nullable String sqlState() {
    return sqlState;
  }
}
