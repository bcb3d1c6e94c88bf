package dev.cutover.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// A database of one's own beside the target's, on the same server, for as long as it is needed.
public final class ScratchDatabase {
  private static final String PREFIX = "cutover_bench_";
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private ScratchDatabase() {}

  /// Creates an empty one.
  ///
  /// @param mark letters, digits and underscores that no other one has
  /// @throws IllegalStateException when the user may not create databases
  public static DatabaseAddress create(DatabaseAddress server, String mark) {
    String name = PREFIX + mark;
    execute(
        server,
        "CREATE DATABASE " + quoted(name) + " ENCODING 'UTF8' TEMPLATE template0",
        "creating the scratch database " + name);
    return server.withDatabase(name);
  }

  /// Drops one that [#create] made, whoever is still connected to it.
  public static void drop(DatabaseAddress server, DatabaseAddress scratch) {
    if (!scratch.database().startsWith(PREFIX)) {
      throw new IllegalArgumentException(scratch.database() + " is no scratch database");
    }
    execute(
        server,
        "DROP DATABASE IF EXISTS " + quoted(scratch.database()) + " WITH (FORCE)",
        "dropping the scratch database " + scratch.database());
  }

  /// Those that were left behind by programs which were killed, and those in use by others.
  public static List<String> others(DatabaseAddress server) {
    try (Connection connection = server.connect()) {
      return Sql.on(connection, "SELECT datname FROM pg_database WHERE datname LIKE ? ORDER BY 1")
          .with(PREFIX.replace("_", "\\_") + "%")
          .list(row -> String.valueOf(row.getString(1)));
    } catch (SQLException e) {
      throw new DatabaseTrouble("looking for scratch databases", e);
    }
  }

  private static void execute(DatabaseAddress server, String statement, String doing) {
    try (Connection connection = server.connect()) {
      Sql.on(connection, statement).run();
    } catch (SQLException e) {
      throw new DatabaseTrouble(doing, e);
    } catch (DatabaseTrouble e) {
      if (INSUFFICIENT_PRIVILEGE.equals(e.sqlState())) {
        throw new IllegalStateException(
            "The user of "
                + server
                + " may not create databases, and measuring never touches the target's own. "
                + "Nothing was changed. Name a user with CREATEDB.",
            e);
      }
      throw e;
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
