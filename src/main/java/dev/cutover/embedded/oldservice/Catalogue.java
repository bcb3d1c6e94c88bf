package dev.cutover.embedded.oldservice;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Rows that the business rows refer to, found or made once: project, type, statuses, repository.
record Catalogue(
    long tenant, long integration, long project, long type, long open, long done, long repository) {

  static Catalogue in(Connection connection) throws SQLException {
    long integration =
        one(connection, "SELECT integration_id FROM etl_jobs ORDER BY execution_order LIMIT 1");
    long tenant = one(connection, "SELECT tenant_id FROM integrations WHERE id = ?", integration);
    return new Catalogue(
        tenant,
        integration,
        row(
            connection,
            "projects",
            "external_id, key, name",
            "'old-project', 'OLD', 'Old project'",
            tenant,
            integration),
        row(
            connection,
            "wits",
            "external_id, original_name, hierarchy_level",
            "'old-type', 'Story', 0",
            tenant,
            integration),
        row(
            connection,
            "statuses",
            "external_id, original_name, category",
            "'old-open', 'Committed', 'To Do'",
            tenant,
            integration),
        row(
            connection,
            "statuses",
            "external_id, original_name, category",
            "'old-done', 'Released', 'Done'",
            tenant,
            integration),
        row(
            connection,
            "repositories",
            "external_id, name, full_name",
            "'old-repo', 'health-old', 'acme/health-old'",
            tenant,
            integration));
  }

  /// The row whose first column has the first value; check, then insert, as the old service does.
  private static long row(
      Connection connection,
      String table,
      String columns,
      String values,
      long tenant,
      long integration)
      throws SQLException {
    String key = values.substring(0, values.indexOf(','));
    String mine = " WHERE external_id = " + key + " AND tenant_id = ? AND integration_id = ?";
    long found = find(connection, "SELECT id FROM " + table + mine, tenant, integration);
    return found > 0
        ? found
        : one(
            connection,
            "INSERT INTO "
                + table
                + " ("
                + columns
                + ", tenant_id, integration_id) VALUES ("
                + values
                + ", ?, ?) RETURNING id",
            tenant,
            integration);
  }

  static long one(Connection connection, String sql, long... values) throws SQLException {
    long found = find(connection, sql, values);
    if (found == 0) {
      throw new SQLException("no row from: " + sql);
    }
    return found;
  }

  private static long find(Connection connection, String sql, long... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setLong(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }
}
