package dev.cutover.database;

import dev.cutover.pipeline.stage.Mappings;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `wits_mappings` with the levels of `wits_hierarchies`: names of types to types of the platform.
final class TypeWords implements MappedWords {
  /// `1`, or `1 Epics` to name a level that is new.
  private static final Pattern LEVEL = Pattern.compile("(-?[0-9]{1,3})(?:[ =:]+(\\S.*))?");

  private static final SqlResource SHEET = SqlResource.load("mapping/types.sql");
  private static final SqlResource POINT = SqlResource.load("mapping/point_types.sql");
  private static final String THEIRS =
      " WHERE tenant_id = ? AND lower(wit_from) IN (SELECT lower(v) FROM unnest(?) v)";

  @Override
  public Mappings.Sheet sheet(Connection connection, long tenant) {
    List<Mappings.Line> lines =
        SHEET.on(connection, Map.of("tenant", tenant)).list(row -> WordLines.line(row, null));
    List<String> targets =
        Sql.on(
                connection,
                "SELECT DISTINCT wit_to FROM wits_mappings WHERE tenant_id = ? AND active ORDER BY"
                    + " 1")
            .with(tenant)
            .list(row -> row.getString(1));
    return new Mappings.Sheet(lines, targets, levels(connection, tenant), 0);
  }

  private static List<String> levels(Connection connection, long tenant) {
    return Sql.on(
            connection,
            "SELECT DISTINCT ON (level_number) level_number || ' ' || level_name FROM"
                + " wits_hierarchies WHERE tenant_id = ? AND active ORDER BY level_number DESC, id")
        .with(tenant)
        .list(row -> row.getString(1));
  }

  @Override
  public Map<String, String> meanings(Connection connection, Scope scope, List<String> values) {
    return WordLines.meanings(
        Sql.on(
                connection,
                "SELECT v, m.wit_to || ' (' || h.level_number || ' ' || h.level_name || ')' FROM"
                    + " unnest(?) v JOIN wits_mappings m ON lower(m.wit_from) = lower(v) AND"
                    + " m.tenant_id = ? AND m.active JOIN wits_hierarchies h ON h.id ="
                    + " m.wits_hierarchy_id AND h.tenant_id = ? ORDER BY m.id")
            .withTexts(values)
            .with(scope.tenant())
            .with(scope.tenant()));
  }

  @Override
  public long set(
      Connection connection, Scope scope, List<String> values, Mappings.Meaning meaning) {
    long level = level(connection, scope, meaning.grade());
    for (String value : values) {
      int known =
          Sql.on(
                  connection,
                  "UPDATE wits_mappings SET wit_to = ?, wits_hierarchy_id = ?, active = TRUE,"
                      + " last_updated_at = now() AT TIME ZONE 'UTC' WHERE tenant_id = ? AND"
                      + " lower(wit_from) = lower(?)")
              .with(meaning.to())
              .with(level)
              .with(scope.tenant())
              .with(value)
              .update();
      if (known == 0) {
        Sql.on(
                connection,
                "INSERT INTO wits_mappings (wit_from, wit_to, wits_hierarchy_id, integration_id,"
                    + " tenant_id) VALUES (?, ?, ?, ?, ?)")
            .with(value)
            .with(meaning.to())
            .with(level)
            .with(scope.integration())
            .with(scope.tenant())
            .update();
      }
    }
    return point(connection, scope, values);
  }

  /// The level that is named, by number or name; a new one needs both.
  private static long level(Connection connection, Scope scope, String text) {
    Matcher written = LEVEL.matcher(text);
    String number = written.matches() ? written.group(1) : null;
    Optional<Long> known =
        Sql.on(
                connection,
                "SELECT id FROM wits_hierarchies WHERE tenant_id = ? AND active AND (level_number ="
                    + " ?::int OR (?::int IS NULL AND lower(level_name) = lower(?))) ORDER BY id"
                    + " LIMIT 1")
            .with(scope.tenant())
            .with(number)
            .with(number)
            .with(text)
            .first(row -> row.getLong(1));
    if (known.isPresent()) {
      return known.get();
    }
    String name = number == null ? null : written.group(2);
    if (name == null) {
      List<String> levels = levels(connection, scope.tenant());
      throw new NotMappable(
          "mapping.level",
          "'" + text + "' is no level of the tenant's types.",
          (levels.isEmpty()
                  ? "There is none yet. "
                  : "There are: " + String.join(", ", levels) + ". ")
              + "Number and name together make a new one, such as \"1 Epics\".");
    }
    return Sql.on(
            connection,
            "INSERT INTO wits_hierarchies (level_name, level_number, integration_id, tenant_id)"
                + " VALUES (?, ?::int, ?, ?) RETURNING id")
        .with(name)
        .with(number)
        .with(scope.integration())
        .with(scope.tenant())
        .one(row -> row.getLong(1));
  }

  private static long point(Connection connection, Scope scope, List<String> values) {
    return POINT.on(connection, Map.of("tenant", scope.tenant(), "values", values)).update();
  }

  @Override
  public long remove(Connection connection, Scope scope, List<String> values) {
    int freed =
        Sql.on(
                connection,
                "UPDATE wits SET wits_mapping_id = NULL, last_updated_at = now() AT TIME ZONE 'UTC'"
                    + " WHERE tenant_id = ? AND wits_mapping_id IN (SELECT id FROM wits_mappings"
                    + THEIRS
                    + ")")
            .with(scope.tenant())
            .with(scope.tenant())
            .withTexts(values)
            .update();
    Sql.on(connection, "DELETE FROM wits_mappings" + THEIRS)
        .with(scope.tenant())
        .withTexts(values)
        .update();
    // Their levels are the ones of the source again.
    point(connection, scope, values);
    return freed;
  }
}
