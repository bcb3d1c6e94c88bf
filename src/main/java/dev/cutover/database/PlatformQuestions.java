package dev.cutover.database;

import dev.cutover.check.Finding;
import dev.cutover.database.PgPreflight.Named;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/// What the platform itself is doing, and whether its rows belong to somebody.
final class PlatformQuestions {
  private static final List<String> OWNED =
      List.of(
          "projects",
          "wits",
          "statuses",
          "work_items",
          "changelogs",
          "repositories",
          "prs",
          "prs_reviews",
          "prs_commits",
          "prs_comments");

  List<Named> all() {
    return List.of(
        new Named("platform's jobs", (connection, _) -> List.of(jobs(connection))),
        new Named("platform's migrations", (connection, _) -> List.of(history(connection))),
        new Named("owners of rows", (connection, _) -> List.of(owners(connection))),
        new Named("pipeline's jobs", (connection, _) -> List.of(pipeline(connection))));
  }

  private static boolean has(Connection connection, String table) {
    return Sql.on(connection, "SELECT to_regclass(?) IS NOT NULL")
        .with(table)
        .one(row -> row.getBoolean(1));
  }

  /// The status is a word at the monolith and a document at later versions.
  private static Finding jobs(Connection connection) {
    String check = "platform's jobs";
    if (!has(connection, "etl_jobs")) {
      return Finding.pass(check, "not applicable: there is no table etl_jobs");
    }
    List<String> running =
        Sql.on(
                connection,
                """
                SELECT j.job_name || ' of tenant ' || j.tenant_id || coalesce(' since ' ||
                    to_char(j.last_run_started_at, 'YYYY-MM-DD HH24:MI'), '')
                FROM etl_jobs j WHERE coalesce(to_jsonb(j.status) ->> 'overall', to_jsonb(j.status) #>> '{}') = 'RUNNING'
                ORDER BY 1\
                """)
            .list(row -> String.valueOf(row.getString(1)));
    return running.isEmpty()
        ? Finding.pass(check, "none is RUNNING")
        : Finding.warn(
            check,
            "RUNNING: " + RightsQuestions.some(running) + ".",
            "The drain waits for them. One that has died stays RUNNING for ever: see whether it"
                + " moves, and set it to READY by hand.");
  }

  private static Finding history(Connection connection) {
    String check = "platform's migrations";
    if (!has(connection, "migration_history")) {
      return Finding.pass(check, "not applicable: there is no table migration_history");
    }
    List<String> back =
        Sql.on(
                connection,
                "SELECT migration_number FROM migration_history WHERE status <> 'applied' ORDER BY"
                    + " 1")
            .list(row -> String.valueOf(row.getString(1)));
    return back.isEmpty()
        ? Finding.pass(check, "all are applied")
        : Finding.warn(
            check,
            "rolled back: " + RightsQuestions.some(back) + ".",
            "See that the platform's own runner is not about to apply them anew.");
  }

  /// Foreign keys keep unknown tenants out, not integrations of another tenant.
  private static Finding owners(Connection connection) {
    List<String> wrong = new ArrayList<>();
    for (String table : OWNED) {
      if (has(connection, table)) {
        long rows =
            Sql.on(
                    connection,
                    "SELECT count(*) FROM "
                        + table
                        + " r WHERE NOT EXISTS (SELECT 1 FROM integrations i WHERE i.id ="
                        + " r.integration_id AND i.tenant_id = r.tenant_id)")
                .one(row -> row.getLong(1));
        if (rows > 0) {
          wrong.add(rows + " of " + table);
        }
      }
    }
    return wrong.isEmpty()
        ? Finding.pass("owners of rows", "every row belongs to an integration of its tenant")
        : Finding.fail(
            "owners of rows",
            "rows whose integration is unknown or another tenant's: "
                + String.join(", ", wrong)
                + ".",
            "Decide whose they are and mend tenant_id or integration_id.");
  }

  private static Finding pipeline(Connection connection) {
    String check = "pipeline's jobs";
    if (!has(connection, "etl_job_queue")) {
      return Finding.pass(check, "not applicable: the table does not exist yet");
    }
    long open =
        Sql.on(
                connection,
                "SELECT count(*) FROM etl_job_queue WHERE status IN ('pending', 'queued',"
                    + " 'running')")
            .one(row -> row.getLong(1));
    return open == 0
        ? Finding.pass(check, "none is open")
        : Finding.warn(
            check,
            open + " jobs of the pipeline are open already.",
            "Let them end or cancel them (`cutover jobs list`), so that only the cutover's own work"
                + " is counted.");
  }
}
