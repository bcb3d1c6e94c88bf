package dev.cutover.database;

import dev.cutover.cutover.CutoverPlan;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/// What the login of this console lacks for a write freeze.
final class FreezeRights {
  private FreezeRights() {}

  static List<String> missing(Connection connection, String role, List<CutoverPlan.Table> tables) {
    if (yes(connection, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")) {
      return List.of();
    }
    List<String> missing = new ArrayList<>();
    if (!yes(connection, "SELECT rolcreaterole FROM pg_roles WHERE rolname = current_user")) {
      missing.add("CREATEROLE, to take the login from " + role);
    }
    if (yes(connection, "SELECT rolsuper FROM pg_roles WHERE rolname = ?", role)) {
      missing.add("superuser, since " + role + " is one");
    }
    boolean ends =
        yes(connection, "SELECT pg_has_role(?, 'MEMBER')", role)
            || yes(connection, "SELECT pg_has_role(?, 'MEMBER')", "pg_signal_backend");
    if (!ends) {
      missing.add("membership in " + role + " or pg_signal_backend, to end its sessions");
    }
    if (!yes(connection, "SELECT has_schema_privilege(current_schema(), 'CREATE')")) {
      missing.add("CREATE on the schema, for the fence");
    }
    for (CutoverPlan.Table table : tables) {
      if (!FenceTriggers.look(connection, table, role).mayAlter()) {
        missing.add("ownership of " + table.title() + ", or membership in its owner");
      }
    }
    return missing;
  }

  private static boolean yes(Connection connection, String question, String... words) {
    Sql sql = Sql.on(connection, question);
    for (String word : words) {
      sql = sql.with(word);
    }
    return sql.first(row -> row.getBoolean(1)).orElse(false);
  }
}
