package dev.cutover.archive;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a backup has beside the raw rows, as far as a snapshot tells it: names, labels, acts of
/// operators. Kept in tables that are gone with the connection.
final class BackupTables {
  static final List<String> TABLES =
      List.of(
          "tenants",
          "integrations",
          "custom_fields_mappings",
          "flyway_schema_history",
          "etl_raw_event",
          "work_items",
          "projects",
          "repositories",
          "prs");

  final Map<Long, String> tenants = new HashMap<>();
  final Map<Long, Integration> integrations = new HashMap<>();
  final Map<Long, Map<String, String>> mappings = new HashMap<>();
  private final Map<Long, String> repositories = new HashMap<>();
  private final PreparedStatement label;
  private final PreparedStatement event;
  private long newestMigration;
  String schema = "";

  record Integration(long tenant, String provider) {}

  BackupTables(SnapshotFile file) throws SQLException {
    file.run(
        "CREATE TEMP TABLE label (tenant INTEGER, integration INTEGER, entity TEXT, external_id"
            + " TEXT, label TEXT, repository INTEGER)");
    file.run(
        "CREATE TEMP TABLE event (raw_id INTEGER, seq INTEGER, at TEXT, from_status TEXT, to_status"
            + " TEXT, actor TEXT, detail TEXT, PRIMARY KEY (raw_id, seq)) WITHOUT ROWID");
    label = file.prepare("INSERT INTO label VALUES (?, ?, ?, ?, ?, ?)");
    event = file.prepare("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)");
  }

  boolean row(String table, CopyText.Row row) {
    try {
      switch (table) {
        case "tenants" -> tenants.put(id(row, "id"), text(row, "name"));
        case "integrations" ->
            integrations.put(
                id(row, "id"), new Integration(id(row, "tenant_id"), text(row, "provider")));
        case "custom_fields_mappings" -> {
          if (row.text("target") != null && row.text("field_id") != null) {
            mappings
                .computeIfAbsent(id(row, "integration_id"), _ -> new HashMap<>())
                .put(text(row, "target"), text(row, "field_id"));
          }
        }
        case "flyway_schema_history" -> migration(row);
        case "etl_raw_event" -> event(row);
        case "work_items" -> label(row, "jira_issues", row.text("key"), null);
        case "projects" -> label(row, "jira_projects", row.text("key"), null);
        case "repositories" -> {
          repositories.put(id(row, "id"), text(row, "full_name"));
          label(row, "github_repositories", row.text("full_name"), null);
        }
        case "prs" ->
            label(row, "github_prs", "#" + row.text("number"), row.number("repository_id"));
        default -> {}
      }
      return true;
    } catch (SQLException e) {
      throw new SqliteTrouble(e);
    }
  }

  private static long id(CopyText.Row row, String column) {
    Long id = row.number(column);
    return id == null ? 0 : id;
  }

  private static String text(CopyText.Row row, String column) {
    return String.valueOf(row.text(column));
  }

  private void migration(CopyText.Row row) {
    long rank = id(row, "installed_rank");
    if (rank > newestMigration && row.text("version") != null && "t".equals(row.text("success"))) {
      newestMigration = rank;
      schema = text(row, "version");
    }
  }

  private void event(CopyText.Row row) throws SQLException {
    event.setLong(1, id(row, "raw_id"));
    event.setLong(2, id(row, "seq"));
    event.setString(3, row.text("at"));
    event.setString(4, row.text("from_status"));
    event.setString(5, row.text("to_status"));
    event.setString(6, row.text("actor"));
    event.setString(7, row.text("detail"));
    event.executeUpdate();
  }

  private void label(
      CopyText.Row row, String entity, @Nullable String words, @Nullable Long repository)
      throws SQLException {
    label.setLong(1, id(row, "tenant_id"));
    label.setLong(2, id(row, "integration_id"));
    label.setString(3, entity);
    label.setString(4, row.text("external_id"));
    label.setString(5, words);
    label.setObject(6, repository);
    label.executeUpdate();
  }

  /// To be called when all was read.
  void done(SnapshotFile file) throws SQLException {
    label.close();
    event.close();
    file.run("CREATE INDEX temp.label_of ON label (external_id)");
  }

  /// Finds the label of a record.
  PreparedStatement labels(SnapshotFile file) throws SQLException {
    return file.prepare(
        "SELECT label, repository FROM label WHERE external_id = ? AND tenant = ? AND integration ="
            + " ? AND entity = ?");
  }

  @Nullable String label(
      PreparedStatement labels,
      @Nullable String externalId,
      long tenant,
      long integration,
      String entity)
      throws SQLException {
    labels.setString(1, externalId);
    labels.setLong(2, tenant);
    labels.setLong(3, integration);
    labels.setString(4, entity);
    try (ResultSet row = labels.executeQuery()) {
      if (!row.next()) {
        return null;
      }
      String words = row.getString(1);
      long repository = row.getLong(2);
      return row.wasNull() ? words : repositories.get(repository) + words;
    }
  }
}
