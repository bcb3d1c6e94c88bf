package dev.cutover.database;

import dev.cutover.job.EntityType;
import dev.cutover.monitor.Reconciliation;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares the raw store with the business tables record by record, not by totals.
final class PgReconciliation {
  /// Entities whose records are rows of a table under the same external id. The others (relations,
  /// links) are judged by the state of their raw rows.
  static final Map<EntityType, String> TABLES =
      Map.of(
          EntityType.JIRA_PROJECTS, "projects",
          EntityType.JIRA_ISSUE_TYPES, "wits",
          EntityType.JIRA_STATUSES, "statuses",
          EntityType.JIRA_ISSUES, "work_items",
          EntityType.GITHUB_REPOSITORIES, "repositories",
          EntityType.GITHUB_PRS, "prs");

  private static final String COMPARE =
      """
      WITH current_version AS (
        SELECT DISTINCT ON (r.tenant_id, r.integration_id, r.external_id)
          r.tenant_id, r.integration_id, r.external_id, r.processing_status, %s AS has_row
        FROM raw_extraction_data r
        WHERE r.entity_type = ? AND (?::int IS NULL OR r.tenant_id = ?::int)
        ORDER BY r.tenant_id, r.integration_id, r.external_id, r.last_seen_job DESC, r.id DESC
      ), compared AS (
        SELECT c.*, %s AS present FROM current_version c %s
      )
      SELECT x.tenant_id, t.name, x.integration_id, count(*) AS raw,
        count(*) FILTER (WHERE x.processing_status IN ('transformed', 'loaded', 'completed')) AS transformed,
        count(*) FILTER (WHERE x.processing_status IN ('loaded', 'completed') AND x.present) AS loaded,
        count(*) FILTER (WHERE x.processing_status = 'failed') AS failed,
        count(*) FILTER (WHERE x.processing_status IN ('loaded', 'completed') AND NOT x.present) AS surplus
      FROM compared x JOIN tenants t ON t.id = x.tenant_id
      GROUP BY x.tenant_id, t.name, x.integration_id ORDER BY x.tenant_id, x.integration_id
      """;
  private static final String UNMAPPED =
      """
      SELECT s.tenant_id, t.name, s.integration_id, '%2$s' AS kind, count(*) AS values
      FROM %1$s s JOIN tenants t ON t.id = s.tenant_id
      WHERE s.%3$s IS NULL AND (?::int IS NULL OR s.tenant_id = ?::int)
      GROUP BY s.tenant_id, t.name, s.integration_id ORDER BY 1, 3
      """;

  Reconciliation compare(Connection connection, Optional<Integer> tenant) {
    List<Reconciliation.Line> lines = new ArrayList<>();
    for (EntityType entity : EntityType.values()) {
      lines.addAll(lines(connection, entity, tenant));
    }
    List<Reconciliation.Unmapped> unmapped = new ArrayList<>();
    unmapped.addAll(unmapped(connection, "statuses", "status", "status_mapping_id", tenant));
    unmapped.addAll(unmapped(connection, "wits", "wit", "wits_mapping_id", tenant));
    return new Reconciliation(
        lines,
        unmapped,
        count(connection, "etl_job_queue", "status IN ('pending', 'queued', 'running')", tenant),
        count(connection, "etl_job_queue", "status = 'dead'", tenant),
        count(
            connection,
            "etl_job_queue",
            "status = 'queued' AND dispatched_at < clock_timestamp() - interval '15 minutes'",
            tenant),
        count(connection, "etl_dead_letter", "state IN ('kept', 'replaying')", tenant));
  }

  private static List<Reconciliation.Line> lines(
      Connection connection, EntityType entity, Optional<Integer> tenant) {
    String table = TABLES.get(entity);
    // A document in the shape of project/{key}/statuses holds many statuses and is none itself.
    String hasRow =
        entity == EntityType.JIRA_STATUSES ? "NOT jsonb_exists(r.raw_data, 'statuses')" : "TRUE";
    String join =
        table == null
            ? ""
            : "LEFT JOIN "
                + table
                + " b ON b.tenant_id = c.tenant_id AND b.integration_id = c.integration_id AND"
                + " b.external_id = c.external_id";
    String present = table == null ? "TRUE" : "(b.id IS NOT NULL OR NOT c.has_row)";
    return bind(
            Sql.on(connection, COMPARE.formatted(hasRow, present, join)).with(entity.word()),
            tenant)
        .list(
            row ->
                new Reconciliation.Line(
                    row.getLong("tenant_id"),
                    row.getString("name"),
                    row.getLong("integration_id"),
                    entity.word(),
                    row.getLong("raw"),
                    row.getLong("transformed"),
                    row.getLong("loaded"),
                    row.getLong("raw") - row.getLong("loaded"),
                    row.getLong("failed"),
                    row.getLong("surplus")));
  }

  private static List<Reconciliation.Unmapped> unmapped(
      Connection connection, String table, String kind, String column, Optional<Integer> tenant) {
    return bind(Sql.on(connection, UNMAPPED.formatted(table, kind, column)), tenant)
        .list(
            row ->
                new Reconciliation.Unmapped(
                    row.getLong("tenant_id"),
                    row.getString("name"),
                    row.getLong("integration_id"),
                    row.getString("kind"),
                    row.getLong("values")));
  }

  private static long count(
      Connection connection, String table, String condition, Optional<Integer> tenant) {
    return bind(
            Sql.on(
                connection,
                "SELECT count(*) FROM "
                    + table
                    + " WHERE "
                    + condition
                    + " AND (?::int IS NULL OR tenant_id = ?::int)"),
            tenant)
        .one(row -> row.getLong(1));
  }

  /// Twice, since the condition names it twice.
  private static Sql bind(Sql sql, Optional<Integer> tenant) {
    String id = tenant.map(String::valueOf).orElse(null);
    return sql.with(id).with(id);
  }
}
