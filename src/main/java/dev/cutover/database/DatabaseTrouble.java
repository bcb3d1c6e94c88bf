package dev.cutover.database;

import dev.cutover.pipeline.InfrastructureTrouble;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A statement or connection failed. Carries the SQLSTATE, by which the caller decides what
/// follows.
public final class DatabaseTrouble extends RuntimeException implements InfrastructureTrouble {
  private static final long serialVersionUID = 1L;
  private static final Set<String> REPEATABLE = Set.of("40001", "40P01", "55P03");

  private final @Nullable String sqlState;

  public DatabaseTrouble(String doing, SQLException cause) {
    super(doing + ": " + cause.getMessage(), cause);
    this.sqlState = cause.getSQLState();
  }

  /// Five characters, null when the driver gave none.
  public @Nullable String sqlState() {
    return sqlState;
  }

  @Override
  public boolean closesGate() {
    // 08 connection, 53 resources (disk full, too many connections), 57P shutdown, 58 I/O, 25006
    // standby.
    return sqlState == null
        || sqlState.startsWith("08")
        || sqlState.startsWith("53")
        || sqlState.startsWith("57P")
        || sqlState.startsWith("58")
        || sqlState.equals("25006");
  }

  @Override
  public boolean worthRepeating() {
    return sqlState != null && REPEATABLE.contains(sqlState);
  }
}
