package dev.cutover.database;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import dev.cutover.rawdata.BusinessRow;
import dev.cutover.rawdata.BusinessTable;
import dev.cutover.rawdata.LoadedRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads business rows in the words of the transform, bound to their tenant and integration.
public final class PgLoadedRows implements LoadedRows {
  private final Database database;
  private final Map<BusinessTable, SqlResource> statements = new EnumMap<>(BusinessTable.class);

  public PgLoadedRows(Database database) {
    this.database = database;
    for (BusinessTable table : BusinessTable.values()) {
      statements.put(table, SqlResource.load("loaded/" + table.word() + ".sql"));
    }
  }

  @Override
  public List<BusinessRow> loaded(
      TenantId tenant, IntegrationId integration, List<BusinessRow> expected) {
    Map<BusinessTable, Set<String>> owners = new EnumMap<>(BusinessTable.class);
    for (BusinessRow row : expected) {
      BusinessTable table = BusinessTable.of(row.table());
      String owner = row.values().get(table.ownerColumn());
      if (owner != null) {
        owners.computeIfAbsent(table, _ -> new LinkedHashSet<>()).add(owner);
      }
    }
    return database.withConnection(
        connection -> {
          List<BusinessRow> rows = new ArrayList<>();
          for (var table : owners.entrySet()) {
            rows.addAll(read(connection, table.getKey(), tenant, integration, table.getValue()));
          }
          return rows;
        });
  }

  private List<BusinessRow> read(
      Connection connection,
      BusinessTable table,
      TenantId tenant,
      IntegrationId integration,
      Set<String> owners)
      throws SQLException {
    Map<String, Object> parameters =
        Map.of(
            "tenant",
            Math.toIntExact(tenant.value()),
            "integration",
            Math.toIntExact(integration.value()),
            "owners",
            connection.createArrayOf("text", owners.toArray()));
    SqlResource resource = statement(table);
    try (PreparedStatement statement = resource.prepare(connection, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<BusinessRow> found = new ArrayList<>();
      while (rows.next()) {
        found.add(table.row(values(rows)));
      }
      return found;
    }
  }

  private SqlResource statement(BusinessTable table) {
    return Objects.requireNonNull(statements.get(table));
  }

  private static Map<String, @Nullable String> values(ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      Object value = row.getObject(column);
      // The business tables' moments are UTC without saying so.
      values.put(
          columns.getColumnLabel(column),
          BusinessTable.text(value instanceof Timestamp moment ? moment.toLocalDateTime() : value));
    }
    return values;
  }
}
