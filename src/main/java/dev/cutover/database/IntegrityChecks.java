package dev.cutover.database;

import dev.cutover.check.Examined;
import dev.cutover.check.Item;
import dev.cutover.cutover.Validation.Scope;
import dev.cutover.database.PgValidation.Asked;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The items about the data: is all there that was there, does new data hang together, does every
/// tenant have its own and only that.
final class IntegrityChecks {
  private static final String GROUP = "integrity";

  /// Row, column of its owner, table of the owner.
  private static final List<List<String>> CHILDREN =
      List.of(
          List.of("changelogs", "work_item_id", "work_items"),
          List.of("work_items_prs_links", "work_item_id", "work_items"),
          List.of("work_items", "project_id", "projects"),
          List.of("work_items", "wit_id", "wits"),
          List.of("work_items", "status_id", "statuses"),
          List.of("prs", "repository_id", "repositories"),
          List.of("prs_commits", "pr_id", "prs"),
          List.of("prs_reviews", "pr_id", "prs"),
          List.of("prs_comments", "pr_id", "prs"));

  /// Tables with rows of integrations.
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
          "prs_comments",
          "work_items_prs_links",
          "raw_extraction_data",
          "etl_job_queue",
          "etl_run");

  List<Asked> all(Scope scope) {
    return List.of(
        new Asked(schema(), (connection, _) -> schema(connection)),
        new Asked(nulls(scope), (connection, _) -> nulls(connection, scope)),
        new Asked(isolation(), (connection, _) -> isolation(connection)),
        new Asked(corruption(), (connection, _) -> corruption(connection)));
  }

  private static Item schema() {
    return new Item(
        "I2",
        GROUP,
        "New data follows correct schema",
        "owners of all rows, natural keys, rules that old rows are excused from",
        "no orphan, no duplicate, no row against a rule");
  }

  private Examined schema(Connection connection) {
    List<String> wrong = new ArrayList<>();
    for (List<String> each : CHILDREN) {
      long orphans =
          one(
              connection,
              "SELECT count(*) FROM %1$s c WHERE c.%2$s IS NOT NULL AND NOT EXISTS (SELECT 1 FROM %3$s"
                      .formatted(each.get(0), each.get(1), each.get(2))
                  + " o WHERE o.id = c."
                  + each.get(1)
                  + " AND o.tenant_id = c.tenant_id)");
      if (orphans > 0) {
        wrong.add(orphans + " of " + each.get(0) + " have no " + each.get(1) + " of their tenant");
      }
    }
    for (String table :
        List.of("projects", "wits", "statuses", "work_items", "repositories", "prs")) {
      long twice =
          one(
              connection,
              "SELECT count(*) FROM (SELECT 1 FROM "
                  + table
                  + " WHERE external_id IS NOT NULL GROUP BY tenant_id, integration_id, external_id"
                  + " HAVING count(*) > 1) x");
      if (twice > 0) {
        wrong.add(twice + " keys of " + table + " are held by several rows");
      }
    }
    wrong.addAll(againstRules(connection));
    return wrong.isEmpty()
        ? schema().pass("no orphan, no duplicate, no row against a rule.")
        : schema()
            .fail(RightsQuestions.some(wrong) + ".", "See the rows; load their records anew.");
  }

  /// Rules that were added without looking at old rows hold for new ones only; here all are looked
  /// at.
  private static List<String> againstRules(Connection connection) {
    List<String> wrong = new ArrayList<>();
    Sql.on(
            connection,
            """
            SELECT c.conrelid::regclass::text, pg_get_expr(c.conbin, c.conrelid), c.conname::text FROM pg_constraint c
            JOIN pg_namespace n ON n.oid = c.connamespace AND n.nspname = current_schema()
            WHERE c.contype = 'c' AND NOT c.convalidated ORDER BY 1, 3\
            """)
        .list(row -> List.of(row.getString(1), row.getString(2), row.getString(3)))
        .forEach(
            rule -> {
              long rows =
                  one(
                      connection,
                      "SELECT count(*) FROM " + rule.get(0) + " WHERE NOT (" + rule.get(1) + ")");
              if (rows > 0) {
                wrong.add(rows + " of " + rule.get(0) + " against " + rule.get(2));
              }
            });
    return wrong;
  }

  private static Item nulls(Scope scope) {
    return new Item(
        "I2b",
        GROUP,
        "Derived values are not lost silently",
        "completed work items without cycle time, reviewed pull requests without first review,"
            + " items without type or status",
        "at most " + scope.thresholds().number("validate.nulls") + " percent of each");
  }

  private static Examined nulls(Connection connection, Scope scope) {
    double limit = scope.thresholds().number("validate.nulls");
    Map<String, String> rates = new TreeMap<>();
    rates.put(
        "completed items without cycle time",
        "SELECT count(*) FILTER (WHERE total_cycle_time_seconds IS NULL), count(*) FROM work_items"
            + " WHERE work_last_completed_at IS NOT NULL");
    rates.put(
        "reviewed pull requests without first review",
        "SELECT count(*) FILTER (WHERE p.first_review_at IS NULL), count(*) FROM prs p WHERE"
            + " p.source_raw_id IS NOT NULL AND EXISTS (SELECT 1 FROM prs_reviews r WHERE r.pr_id ="
            + " p.id AND r.submitted_at IS NOT NULL)");
    rates.put(
        "items without type",
        "SELECT count(*) FILTER (WHERE wit_id IS NULL), count(*) FROM work_items WHERE key IS NOT"
            + " NULL AND source_raw_id IS NOT NULL");
    rates.put(
        "items without status",
        "SELECT count(*) FILTER (WHERE status_id IS NULL), count(*) FROM work_items WHERE key IS"
            + " NOT NULL AND source_raw_id IS NOT NULL");
    List<String> found = new ArrayList<>();
    boolean[] bad = {false};
    rates.forEach(
        (name, sql) ->
            Sql.on(connection, sql)
                .one(
                    row -> {
                      bad[0] |=
                          row.getLong(2) > 0 && 100.0 * row.getLong(1) / row.getLong(2) > limit;
                      return found.add(row.getLong(1) + " of " + row.getLong(2) + " " + name);
                    }));
    String text = String.join(", ", found) + ".";
    return bad[0]
        ? nulls(scope).fail(text, "A mapping or a field is missing: `cutover mapping list`.")
        : nulls(scope).pass(text);
  }

  private static Item isolation() {
    return new Item(
        "I3",
        GROUP,
        "Tenant isolation is maintained",
        "tenant and integration of every row, its owner's and its raw record's",
        "the same tenant everywhere");
  }

  private Examined isolation(Connection connection) {
    List<String> mixed = new ArrayList<>();
    for (String table : OWNED) {
      mixed(
          connection,
          table + " under an integration of another tenant",
          "SELECT count(*) FROM "
              + table
              + " r JOIN integrations i ON i.id = r.integration_id WHERE i.tenant_id <>"
              + " r.tenant_id",
          mixed);
    }
    for (List<String> each : CHILDREN) {
      mixed(
          connection,
          each.get(0) + " under " + each.get(2) + " of another tenant",
          "SELECT count(*) FROM %1$s c JOIN %3$s o ON o.id = c.%2$s WHERE o.tenant_id <> c.tenant_id"
              .formatted(each.get(0), each.get(1), each.get(2)),
          mixed);
    }
    for (String table : List.of("work_items", "prs", "projects", "repositories")) {
      mixed(
          connection,
          table + " made of another tenant's raw record",
          "SELECT count(*) FROM "
              + table
              + " b JOIN raw_extraction_data r ON r.id = b.source_raw_id WHERE r.tenant_id <>"
              + " b.tenant_id",
          mixed);
    }
    long tenants = one(connection, "SELECT count(*) FROM tenants");
    return mixed.isEmpty()
        ? isolation().pass("no row of " + tenants + " tenants hangs on another's.")
        : isolation()
            .fail(RightsQuestions.some(mixed) + ".", "Stop the workers and roll back; see whose.");
  }

  private static void mixed(Connection connection, String what, String sql, List<String> mixed) {
    long rows = one(connection, sql);
    if (rows > 0) {
      mixed.add(rows + " " + what);
    }
  }

  private static Item corruption() {
    return new Item(
        "I4",
        GROUP,
        "No data corruption occurred",
        "checksums of the pages, indexes, raw documents that are no objects",
        "no page failed, all indexes valid, no damaged document");
  }

  private Examined corruption(Connection connection) {
    List<String> wrong = new ArrayList<>();
    long pages =
        one(
            connection,
            "SELECT coalesce(checksum_failures, 0) FROM pg_stat_database WHERE datname ="
                + " current_database()");
    long indexes = one(connection, "SELECT count(*) FROM pg_index WHERE NOT indisvalid");
    long documents =
        one(
            connection,
            "SELECT count(*) FROM raw_extraction_data WHERE processing_status = 'loaded' AND"
                + " jsonb_typeof(raw_data) NOT IN ('object', 'array')");
    if (pages > 0) {
      wrong.add(pages + " pages failed their checksum");
    }
    if (indexes > 0) {
      wrong.add(indexes + " indexes are invalid");
    }
    if (documents > 0) {
      wrong.add(documents + " loaded raw documents are neither object nor list");
    }
    return wrong.isEmpty()
        ? corruption().pass("no page failed, all indexes are valid, no document is damaged.")
        : corruption().fail(String.join(", ", wrong) + ".", "Do not go on: find the cause first.");
  }

  private static long one(Connection connection, String sql) {
    return Sql.on(connection, sql).one(row -> row.getLong(1));
  }
}
