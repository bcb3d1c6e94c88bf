package dev.cutover.database;

import dev.cutover.job.IntegrationId;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.Mappings;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `custom_fields_mappings`: fields of an integration to columns of `work_items`. Nothing points at
/// them; what is transformed from now on follows them.
final class FieldWords implements MappedWords {
  /// Documents are large; the newest tell which fields are in use.
  private static final long LOOKED_AT = 500;

  private static final SqlResource SHEET = SqlResource.load("mapping/fields.sql");

  @Override
  public Mappings.Sheet sheet(Connection connection, long tenant) {
    List<Long> integrations =
        Sql.on(
                connection,
                "SELECT id FROM integrations WHERE tenant_id = ? AND type = 'Data' AND"
                    + " lower(provider) NOT LIKE 'github%' ORDER BY id")
            .with(tenant)
            .list(row -> row.getLong(1));
    List<Mappings.Line> lines = new ArrayList<>();
    long looked = 0;
    for (long each : integrations) {
      IntegrationId integration = new IntegrationId(each);
      long[] most = {0};
      lines.addAll(
          SHEET
              .on(connection, Map.of("tenant", tenant, "integration", each, "most", LOOKED_AT))
              .list(
                  row -> {
                    most[0] = row.getLong("looked");
                    return WordLines.line(row, integration);
                  }));
      looked += most[0];
    }
    lines.sort((one, other) -> Boolean.compare(other.unmapped(), one.unmapped()));
    return new Mappings.Sheet(
        List.copyOf(lines), IntegrationSettings.MAPPED_COLUMNS, List.of(), looked);
  }

  @Override
  public Map<String, String> meanings(Connection connection, Scope scope, List<String> values) {
    return WordLines.meanings(
        Sql.on(
                connection,
                "SELECT field_id, target FROM custom_fields_mappings WHERE tenant_id = ? AND"
                    + " integration_id = ? AND field_id = ANY (?) ORDER BY target")
            .with(scope.tenant())
            .with(scope.integration())
            .withTexts(values));
  }

  /// The field that feeds the column now.
  @Override
  public List<String> displaced(
      Connection connection, Scope scope, List<String> values, Mappings.Meaning meaning) {
    return Sql.on(
            connection,
            "SELECT field_id FROM custom_fields_mappings WHERE tenant_id = ? AND integration_id = ?"
                + " AND target = ? AND field_id <> ALL (?)")
        .with(scope.tenant())
        .with(scope.integration())
        .with(meaning.to())
        .withTexts(values)
        .list(row -> row.getString(1));
  }

  @Override
  public long set(
      Connection connection, Scope scope, List<String> values, Mappings.Meaning meaning) {
    if (!IntegrationSettings.MAPPED_COLUMNS.contains(meaning.to())) {
      throw new NotMappable(
          "mapping.column",
          "'" + meaning.to() + "' is no column that a field can feed.",
          "There are: " + String.join(", ", IntegrationSettings.MAPPED_COLUMNS) + ".");
    }
    if (values.size() > 1) {
      throw new NotMappable(
          "mapping.one_field",
          "Column " + meaning.to() + " can be fed by one field, not by " + values.size() + ".",
          "Name one field.");
    }
    Sql.on(
            connection,
            "INSERT INTO custom_fields_mappings (tenant_id, integration_id, target, field_id)"
                + " VALUES (?, ?, ?, ?) ON CONFLICT (tenant_id, integration_id, target) DO UPDATE"
                + " SET field_id = EXCLUDED.field_id")
        .with(scope.tenant())
        .with(scope.integration())
        .with(meaning.to())
        .with(values.getFirst())
        .update();
    return 0;
  }

  @Override
  public long remove(Connection connection, Scope scope, List<String> values) {
    Sql.on(
            connection,
            "DELETE FROM custom_fields_mappings WHERE tenant_id = ? AND integration_id = ? AND"
                + " field_id = ANY (?)")
        .with(scope.tenant())
        .with(scope.integration())
        .withTexts(values)
        .update();
    return 0;
  }
}
