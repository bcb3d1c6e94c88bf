package dev.cutover.database;

import java.sql.Connection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the judgement of differences has to know beside the rows.
final class ShadowFacts {
  /// Target of a mapping and the column that it fills.
  private static final Map<String, String> FILLED =
      Map.of(
          "team", "team",
          "acceptance_criteria", "acceptance_criteria",
          "story_points", "story_points",
          "development", "code_changed");

  private static final int CUSTOM_FIELDS = 20;

  private final Connection connection;
  private final String live;
  private final String shadow;

  ShadowFacts(Connection connection, String live, String shadow) {
    this.connection = connection;
    this.live = live;
    this.shadow = shadow;
  }

  /// Those that the shadow read to their end.
  List<Long> integrations() {
    return Sql.on(
            connection,
            "SELECT DISTINCT integration_id FROM "
                + shadow
                + ".etl_run WHERE status IN ('completed', 'completed_with_errors') ORDER BY 1")
        .list(row -> row.getLong(1));
  }

  /// Active ones that the shadow did not read.
  List<String> leftOut() {
    return Sql.on(
            connection,
            "SELECT i.provider || ' (integration ' || i.id || ' of tenant ' || i.tenant_id || ')'"
                + " FROM "
                + live
                + ".integrations i WHERE i.type = 'Data' AND coalesce(i.active, true) AND NOT"
                + " EXISTS (SELECT 1 FROM "
                + shadow
                + ".etl_run r WHERE r.integration_id = i.id AND r.status IN ('completed',"
                + " 'completed_with_errors')) ORDER BY i.id")
        .list(row -> String.valueOf(row.getString(1)));
  }

  /// Since when nothing of the source is known to the old service, by integration: the start of its
  /// last successful run; where it keeps none, the last row it wrote.
  Map<Long, String> horizons(List<Long> integrations) {
    Map<Long, String> horizons = new HashMap<>();
    Sql.on(
            connection,
            """
            SELECT i.id, coalesce(
                (SELECT max(least(j.last_run_started_at, j.last_success_at)) FROM {live}.etl_jobs j
                 WHERE j.tenant_id = i.tenant_id AND j.last_success_at IS NOT NULL AND (j.integration_id = i.id
                     OR (j.integration_id IS NULL AND lower(j.job_name) = lower(i.provider)))),
                greatest((SELECT max(w.last_updated_at) FROM {live}.work_items w WHERE w.integration_id = i.id),
                    (SELECT max(p.last_updated_at) FROM {live}.prs p WHERE p.integration_id = i.id)))::text
            FROM {live}.integrations i WHERE i.id = ANY (?)\
            """
                .replace("{live}", live))
        .withLongs(integrations)
        .list(
            row -> {
              String horizon = row.getString(2);
              if (horizon != null) {
                horizons.put(row.getLong(1), horizon);
              }
              return true;
            });
    return horizons;
  }

  /// Columns of work items that no mapping fills, by integration.
  Map<Long, Set<String>> unmapped(List<Long> integrations) {
    Map<Long, Set<String>> unmapped = new HashMap<>();
    for (long integration : integrations) {
      Set<String> columns = new HashSet<>(FILLED.values());
      for (int i = 1; i <= CUSTOM_FIELDS; i++) {
        columns.add("custom_field_" + (i < 10 ? "0" : "") + i);
      }
      Sql.on(
              connection,
              "SELECT target FROM " + live + ".custom_fields_mappings WHERE integration_id = ?")
          .with(integration)
          .list(row -> String.valueOf(row.getString(1)))
          .forEach(target -> columns.remove(FILLED.getOrDefault(target, target)));
      unmapped.put(integration, columns);
    }
    return unmapped;
  }

  @Nullable String began() {
    return Sql.on(
            connection,
            "SELECT (min(started_at) AT TIME ZONE 'UTC')::text FROM " + shadow + ".etl_run")
        .first(row -> row.getString(1))
        .orElse(null);
  }
}
