package dev.cutover.database;

import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.PlatformInventory;
import java.sql.Connection;

/// By the catalogues of the server. Tables of the plan are counted exactly.
public final class PgPlatformInventory implements PlatformInventory {
  private static final int MANY_BYTES = 200_000_000;

  private final Database database;

  public PgPlatformInventory(Database database) {
    this.database = database;
  }

  /// Tables of the platform: not those that this program adds.
  public static java.util.List<CutoverPlan.Table> tables(Database database) {
    return database.withConnection(
        connection ->
            Sql.on(
                    connection,
                    """
                    SELECT n.nspname, c.relname, pg_total_relation_size(c.oid),
                      EXISTS (SELECT FROM pg_index x WHERE x.indrelid = c.oid AND x.indisprimary)
                    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
                      AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'etl_cutover')
                      AND n.nspname !~ '^(pg_|etl_shadow_)'
                      AND (c.relname !~ '^(etl_|stg_|raw_extraction_data$|cutover_|flyway_)' OR c.relname IN ('etl_jobs'))
                    ORDER BY 1, 2\
                    """)
                .list(
                    row ->
                        new CutoverPlan.Table(
                            String.valueOf(row.getString(1)),
                            String.valueOf(row.getString(2)),
                            row.getLong(3),
                            row.getBoolean(4))));
  }

  @Override
  public Evidence take(CutoverPlan plan) {
    return database.withConnection(
        connection -> {
          Evidence evidence = Evidence.NONE;
          for (CutoverPlan.Table table : plan.tables()) {
            evidence = evidence.and("rows of " + table.title(), rows(connection, table));
          }
          evidence =
              evidence
                  .and("sequences", number(connection, "SELECT count(*) FROM pg_sequences"))
                  .and(
                      "roles",
                      text(
                          connection,
                          "SELECT string_agg(rolname, ' ' ORDER BY rolname) FROM pg_roles WHERE"
                              + " rolname !~ '^pg_'"))
                  .and(
                      "sessions",
                      text(
                          connection,
                          "SELECT string_agg(usename || ' ' || n, ', ' ORDER BY usename) FROM"
                              + " (SELECT usename, count(*) n FROM pg_stat_activity WHERE datname ="
                              + " current_database() AND usename IS NOT NULL GROUP BY 1) s"));
          return evidence
              .and(
                  "integrations",
                  text(
                      connection,
                      "SELECT string_agg(id || ' ' || provider, ', ' ORDER BY id) FROM"
                          + " integrations"))
              .and(
                  "jobs of the old service",
                  text(
                      connection,
                      "SELECT string_agg(job_name || ' ' || status::text, ', ' ORDER BY id) FROM"
                          + " etl_jobs"));
        });
  }

  private static String rows(Connection connection, CutoverPlan.Table table) {
    String name =
        text(connection, "SELECT format('%I.%I', ?::text, ?::text)", table.schema(), table.name());
    if (table.bytes() > MANY_BYTES) {
      return "about "
          + number(
              connection,
              "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = ?::regclass",
              name);
    }
    return String.valueOf(number(connection, "SELECT count(*) FROM " + name));
  }

  private static long number(Connection connection, String sql, String... values) {
    return bound(connection, sql, values).one(row -> row.getLong(1));
  }

  private static String text(Connection connection, String sql, String... values) {
    return bound(connection, sql, values).first(row -> row.getString(1)).orElse("none");
  }

  private static Sql bound(Connection connection, String sql, String... values) {
    Sql statement = Sql.on(connection, sql);
    for (String each : values) {
      statement = statement.with(each);
    }
    return statement;
  }
}
