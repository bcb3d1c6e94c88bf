package dev.cutover.database;

import dev.cutover.pipeline.stage.Mappings;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// `statuses_mappings`: names of statuses to steps of the tenant's workflow.
final class StatusWords implements MappedWords {
  /// The categories of the platform's own workflows.
  private static final List<String> CATEGORIES =
      List.of("To Do", "In Progress", "Waiting", "Done", "Discarded");

  private static final SqlResource SHEET = SqlResource.load("mapping/statuses.sql");
  private static final SqlResource POINT = SqlResource.load("mapping/point_statuses.sql");
  private static final String THEIRS =
      " WHERE tenant_id = ? AND lower(status_from) IN (SELECT lower(v) FROM unnest(?) v)";

  @Override
  public Mappings.Sheet sheet(Connection connection, long tenant) {
    List<Mappings.Line> lines =
        SHEET.on(connection, Map.of("tenant", tenant)).list(row -> WordLines.line(row, null));
    List<String> targets =
        Sql.on(
                connection,
                "SELECT step_name FROM (SELECT step_name, min(step_number) AS place FROM workflows"
                    + " WHERE tenant_id = ? AND active GROUP BY 1 UNION SELECT status_to, NULL FROM"
                    + " statuses_mappings WHERE tenant_id = ? AND active) s GROUP BY 1 ORDER BY"
                    + " min(place) NULLS LAST, 1")
            .with(tenant)
            .with(tenant)
            .list(row -> row.getString(1));
    return new Mappings.Sheet(lines, targets, categories(connection, tenant), 0);
  }

  /// Those of the platform, then what the tenant has beside them.
  private static List<String> categories(Connection connection, long tenant) {
    TreeSet<String> own =
        new TreeSet<>(
            Sql.on(
                    connection,
                    "SELECT step_category FROM workflows WHERE tenant_id = ? AND active UNION"
                        + " SELECT status_category FROM statuses_mappings WHERE tenant_id = ? AND"
                        + " active")
                .with(tenant)
                .with(tenant)
                .list(row -> row.getString(1)));
    List<String> all = new ArrayList<>(CATEGORIES);
    own.stream()
        .filter(each -> CATEGORIES.stream().noneMatch(each::equalsIgnoreCase))
        .forEach(all::add);
    return List.copyOf(all);
  }

  @Override
  public Map<String, String> meanings(Connection connection, Scope scope, List<String> values) {
    return WordLines.meanings(
        Sql.on(
                connection,
                "SELECT v, m.status_to || ' (' || m.status_category || ')' FROM unnest(?) v JOIN"
                    + " statuses_mappings m ON lower(m.status_from) = lower(v) AND m.tenant_id = ?"
                    + " AND m.active ORDER BY m.id")
            .withTexts(values)
            .with(scope.tenant()));
  }

  @Override
  public long set(
      Connection connection, Scope scope, List<String> values, Mappings.Meaning meaning) {
    List<String> categories = categories(connection, scope.tenant());
    String category =
        categories.stream()
            .filter(meaning.grade()::equalsIgnoreCase)
            .findFirst()
            .orElseThrow(
                () ->
                    new NotMappable(
                        "mapping.category",
                        "'" + meaning.grade() + "' is no category of a status.",
                        "There are: " + String.join(", ", categories) + "."));
    String step =
        Sql.on(
                connection,
                "SELECT id FROM workflows WHERE tenant_id = ? AND active AND lower(step_name) ="
                    + " lower(?) ORDER BY integration_id <> ?, id LIMIT 1")
            .with(scope.tenant())
            .with(meaning.to())
            .with(scope.integration())
            .first(row -> row.getString(1))
            .orElse(null);
    for (String value : values) {
      int known =
          Sql.on(
                  connection,
                  "UPDATE statuses_mappings SET status_to = ?, status_category = ?, workflow_id ="
                      + " ?::int, active = TRUE, last_updated_at = now() AT TIME ZONE 'UTC' WHERE"
                      + " tenant_id = ? AND lower(status_from) = lower(?)")
              .with(meaning.to())
              .with(category)
              .with(step)
              .with(scope.tenant())
              .with(value)
              .update();
      if (known == 0) {
        Sql.on(
                connection,
                "INSERT INTO statuses_mappings (status_from, status_to, status_category,"
                    + " workflow_id, integration_id, tenant_id) VALUES (?, ?, ?, ?::int, ?, ?)")
            .with(value)
            .with(meaning.to())
            .with(category)
            .with(step)
            .with(scope.integration())
            .with(scope.tenant())
            .update();
      }
    }
    return point(connection, scope, values);
  }

  private static long point(Connection connection, Scope scope, List<String> values) {
    return POINT.on(connection, Map.of("tenant", scope.tenant(), "values", values)).update();
  }

  @Override
  public long remove(Connection connection, Scope scope, List<String> values) {
    int freed =
        Sql.on(
                connection,
                "UPDATE statuses SET status_mapping_id = NULL, last_updated_at = now() AT TIME ZONE"
                    + " 'UTC' WHERE tenant_id = ? AND status_mapping_id IN (SELECT id FROM"
                    + " statuses_mappings"
                    + THEIRS
                    + ")")
            .with(scope.tenant())
            .with(scope.tenant())
            .withTexts(values)
            .update();
    Sql.on(connection, "DELETE FROM statuses_mappings" + THEIRS)
        .with(scope.tenant())
        .withTexts(values)
        .update();
    return freed;
  }
}
