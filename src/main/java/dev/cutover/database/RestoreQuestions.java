package dev.cutover.database;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.database.PgPreflight.Named;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Case 87: what the database needs and the server of the scratch databases has not. Found now, not
/// when a restore is at nine tenths.
final class RestoreQuestions {
  private static final String NEEDS =
      """
      SELECT 'extension', extname FROM pg_extension WHERE extname <> 'plpgsql'
      UNION SELECT 'role', pg_get_userbyid(relowner) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      UNION SELECT 'role', r.rolname FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a
          JOIN pg_roles r ON r.oid = a.grantee
      UNION SELECT 'tablespace', t.spcname FROM pg_class c JOIN pg_tablespace t ON t.oid = c.reltablespace
          WHERE t.spcname NOT IN ('pg_default', 'pg_global')
      UNION SELECT 'collation', l.collname FROM pg_attribute a JOIN pg_collation l ON l.oid = a.attcollation
          JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') WHERE l.collname <> 'default'
      ORDER BY 1, 2\
      """;
  private static final String HAS =
      """
      SELECT CASE ?
          WHEN 'extension' THEN EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = ?)
          WHEN 'role' THEN EXISTS (SELECT 1 FROM pg_roles WHERE rolname = ?)
          WHEN 'tablespace' THEN EXISTS (SELECT 1 FROM pg_tablespace WHERE spcname = ?)
          ELSE EXISTS (SELECT 1 FROM pg_collation WHERE collname = ?) END\
      """;

  private final @Nullable DatabaseAddress scratch;

  RestoreQuestions(@Nullable DatabaseAddress scratch) {
    this.scratch = scratch;
  }

  private record Need(String kind, String name) {
    @Override
    public String toString() {
      return kind + " " + name;
    }
  }

  List<Named> all() {
    return List.of(
        new Named("restore side", this::restoreSide), new Named("tools", RestoreQuestions::tools));
  }

  private List<Finding> restoreSide(Connection connection, CutoverPlan plan) throws SQLException {
    String check = "restore side";
    DatabaseAddress server = scratch;
    if (server == null) {
      return List.of(
          Finding.warn(
              check,
              "scratch databases are made on the target's own server: when its disk fills, it stops"
                  + " for everybody.",
              "Name another server of the same or a newer version by the option `scratch`."));
    }
    List<Need> needs =
        Sql.on(connection, NEEDS)
            .list(
                row ->
                    new Need(String.valueOf(row.getString(1)), String.valueOf(row.getString(2))));
    List<Need> missing = new ArrayList<>();
    int theirs;
    try (Connection other = server.connect()) {
      theirs = major(other);
      for (Need need : needs) {
        if (!has(other, need)) {
          missing.add(need);
        }
      }
    }
    List<Finding> findings = new ArrayList<>();
    if (theirs < major(connection)) {
      findings.add(
          Finding.fail(
              check,
              server + " is PostgreSQL " + theirs + ", the target " + major(connection) + ".",
              "Name a server that is at least as new."));
    }
    if (missing.stream().anyMatch(each -> !each.kind().equals("role"))) {
      findings.add(
          Finding.fail(
              check,
              server + " lacks " + RightsQuestions.some(texts(missing)) + ".",
              "Install or create them there; a restore would fail without."));
    } else if (!missing.isEmpty()) {
      findings.add(
          Finding.warn(
              check,
              server + " lacks " + RightsQuestions.some(texts(missing)) + ".",
              "Create them there, or the restored tables belong to the restoring user."));
    }
    if (findings.isEmpty()) {
      findings.add(Finding.pass(check, server + " has all " + needs.size() + " things needed"));
    }
    return findings;
  }

  private static List<String> texts(List<Need> needs) {
    return needs.stream().map(Need::toString).toList();
  }

  private static boolean has(Connection connection, Need need) {
    String name = need.name();
    return Sql.on(connection, HAS)
        .with(need.kind())
        .with(name)
        .with(name)
        .with(name)
        .with(name)
        .one(row -> row.getBoolean(1));
  }

  private static int major(Connection connection) {
    return Sql.on(connection, "SELECT current_setting('server_version_num')::int / 10000")
        .one(row -> row.getInt(1));
  }

  /// A pg_dump older than the server refuses, or worse, leaves out what it does not know.
  private static List<Finding> tools(Connection connection, CutoverPlan plan) {
    int server = major(connection);
    List<Finding> findings = new ArrayList<>();
    for (String name : List.of("pg_dump", "pg_restore")) {
      findings.add(
          plan.tools().stream()
              .filter(each -> each.name().equals(name))
              .findFirst()
              .map(each -> tool(each, server))
              .orElseGet(
                  () ->
                      Finding.fail(
                          name,
                          "the plan names none; a backup needs it.",
                          "Install the PostgreSQL "
                              + server
                              + " client (Debian: apt install postgresql-client-"
                              + server
                              + "), or set PG_BIN, and make the plan anew.")));
    }
    return findings;
  }

  private static Finding tool(CutoverPlan.Tool tool, int server) {
    String digits = tool.version().replaceFirst("^\\D*(\\d+).*$", "$1");
    int major = digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : 0;
    String found = tool.path() + ", version " + tool.version();
    return major >= server
        ? Finding.pass(tool.name(), found)
        : Finding.fail(
            tool.name(),
            found + "; the server is PostgreSQL " + server + ".",
            "Install the client of version " + server + " or newer, or set PG_BIN to it.");
  }
}
