package dev.cutover.database;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.database.PgPreflight.Named;
import java.sql.Connection;
import java.util.List;

/// May we read everything, see everybody, and shut the old service's role out; and whom do rules
/// about rows (RLS) hide what from?
final class RightsQuestions {
  private static final int NAMES = 8;

  List<Named> all() {
    return List.of(
        new Named("readable tables", (connection, _) -> List.of(readable(connection))),
        new Named("row security", (connection, _) -> List.of(rowSecurity(connection))),
        new Named("views over row security", (connection, _) -> List.of(views(connection))),
        new Named("watching sessions", (connection, _) -> List.of(watching(connection))),
        new Named("old service's role", this::oldRole));
  }

  private static Finding readable(Connection connection) {
    List<String> closed =
        Sql.on(
                connection,
                """
                SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p', 'm', 'S') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
                    AND (NOT has_schema_privilege(n.oid, 'USAGE') OR NOT CASE c.relkind
                        WHEN 'S' THEN has_sequence_privilege(c.oid, 'SELECT')
                        ELSE has_table_privilege(c.oid, 'SELECT') END)
                ORDER BY 1\
                """)
            .list(row -> String.valueOf(row.getString(1)));
    return closed.isEmpty()
        ? Finding.pass("readable tables", "all tables and sequences may be read")
        : Finding.fail(
            "readable tables",
            closed.size() + " may not be read by this user: " + some(closed) + ".",
            "GRANT SELECT on them (or membership in pg_read_all_data); a backup leaves nothing"
                + " out.");
  }

  /// pg_dump refuses to dump what a policy would filter.
  private static Finding rowSecurity(Connection connection) {
    List<String> filtered =
        Sql.on(
                connection,
                "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relkind IN ('r', 'p') AND"
                    + " c.relrowsecurity AND row_security_active(c.oid) ORDER BY 1")
            .list(row -> String.valueOf(row.getString(1)));
    long secured =
        Sql.on(connection, "SELECT count(*) FROM pg_class WHERE relrowsecurity")
            .one(row -> row.getLong(1));
    return filtered.isEmpty()
        ? Finding.pass(
            "row security",
            secured == 0
                ? "no table hides rows"
                : secured + " tables have policies; none applies to this user")
        : Finding.fail(
            "row security",
            "policies hide rows of " + some(filtered) + " from this user; a backup would fail.",
            "ALTER ROLE .. BYPASSRLS for this user, or work as the owner.");
  }

  private static Finding views(Connection connection) {
    List<String> open =
        Sql.on(
                connection,
                """
                SELECT DISTINCT v.oid::regclass::text FROM pg_class v
                JOIN pg_rewrite r ON r.ev_class = v.oid
                JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
                    AND d.refclassid = 'pg_class'::regclass
                JOIN pg_class t ON t.oid = d.refobjid AND t.relrowsecurity
                WHERE v.relkind = 'v' AND NOT coalesce(v.reloptions, '{}') && ARRAY[
                    'security_invoker=true', 'security_invoker=on', 'security_invoker=1', 'security_invoker=yes']
                ORDER BY 1\
                """)
            .list(row -> String.valueOf(row.getString(1)));
    return open.isEmpty()
        ? Finding.pass("views over row security", "no view goes around a policy")
        : Finding.warn(
            "views over row security",
            some(open) + " read with their owner's rights and show rows that policies hide.",
            "ALTER VIEW .. SET (security_invoker = true).");
  }

  private static Finding watching(Connection connection) {
    boolean sees =
        Sql.on(
                connection,
                "SELECT pg_has_role('pg_read_all_stats', 'USAGE') AND"
                    + " pg_has_role('pg_signal_backend', 'USAGE') OR (SELECT rolsuper FROM pg_roles"
                    + " WHERE rolname = current_user)")
            .one(row -> row.getBoolean(1));
    return sees
        ? Finding.pass("watching sessions", "sessions of all roles can be seen and ended")
        : Finding.fail(
            "watching sessions",
            "this user does not see what other roles' sessions do, or may not end them: whether"
                + " the old service is quiet could not be proved.",
            "GRANT pg_read_all_stats, pg_signal_backend to this user.");
  }

  private List<Finding> oldRole(Connection connection, CutoverPlan plan) {
    String check = "old service's role";
    String role = plan.service().role();
    if (role.isEmpty()) {
      return List.of(
          Finding.warn(check, "the plan names none; its sessions cannot be told.", "Name it."));
    }
    return List.of(
        Sql.on(
                connection,
                """
                SELECT r.rolsuper, r.rolbypassrls, r.rolname = current_user,
                    (SELECT m.rolsuper OR m.rolcreaterole FROM pg_roles m WHERE m.rolname = current_user),
                    (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                     WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_')
                FROM pg_roles r WHERE r.rolname = ?\
                """)
            .with(role)
            .first(
                row ->
                    oldRole(
                        role,
                        row.getBoolean(1) || row.getBoolean(2),
                        row.getBoolean(3),
                        row.getBoolean(4),
                        row.getLong(5)))
            .orElseGet(
                () ->
                    Finding.fail(
                        check,
                        "there is no role " + role + ".",
                        "Name the role by which the old service logs in.")));
  }

  /// Case 62: an owner or superuser is held by no right and no policy; the freeze must use triggers
  /// and ownership.
  private static Finding oldRole(
      String role, boolean unbound, boolean ours, boolean mayAlter, long owned) {
    String check = "old service's role";
    if (ours) {
      return Finding.fail(
          check,
          role + " is the role that this program uses too; shutting it out would shut us out.",
          "Give the old service a role of its own, or work here as another.");
    }
    if (!mayAlter) {
      return Finding.fail(
          check,
          "this user may not alter " + role + ", so it cannot be shut out.",
          "Work as a superuser or a role with CREATEROLE.");
    }
    return unbound
        ? Finding.warn(
            check,
            role + " is a superuser or goes past policies: rights and policies do not hold it.",
            "The freeze stops it by triggers and ends its sessions; ALTER ROLE .. NOSUPERUSER"
                + " NOBYPASSRLS is better.")
        : Finding.pass(check, role + " can be shut out; it owns " + owned + " tables");
  }

  static String some(List<String> names) {
    return names.size() <= NAMES
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, NAMES)) + " and " + (names.size() - NAMES) + " more";
  }
}
