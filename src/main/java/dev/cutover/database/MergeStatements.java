package dev.cutover.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The statements of `sql/merge/`, bound to one batch on one connection.
final class MergeStatements {
  /// In the order in which a merge uses them.
  static final List<String> NAMES =
      List.of(
          "filled",
          "lock_alone",
          "lock_together",
          "projects",
          "wits",
          "statuses",
          "projects_wits",
          "projects_statuses",
          "repositories",
          "work_items",
          "touched_items",
          "changelogs",
          "items_through_statuses",
          "metrics",
          "link_owners",
          "links",
          "prs",
          "prs_commits",
          "prs_reviews",
          "prs_comments",
          "finish");

  private final Map<String, SqlResource> statements;
  private final Connection connection;
  private final Map<String, Object> batch;

  MergeStatements(
      Map<String, SqlResource> statements, Connection connection, Map<String, Object> batch) {
    this.statements = statements;
    this.connection = connection;
    this.batch = batch;
  }

  static Map<String, SqlResource> load() {
    Map<String, SqlResource> statements = new HashMap<>();
    for (String name : NAMES) {
      statements.put(name, SqlResource.load("merge/" + name + ".sql"));
    }
    return Map.copyOf(statements);
  }

  void execute(String name) throws SQLException {
    execute(name, Map.of());
  }

  void execute(String name, Map<String, ?> more) throws SQLException {
    try (PreparedStatement statement = prepare(name, more)) {
      statement.execute();
    }
  }

  /// The first column of all rows.
  int[] ids(String name, Map<String, ?> more) throws SQLException {
    List<Integer> ids = new ArrayList<>();
    try (PreparedStatement statement = prepare(name, more);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getInt(1));
      }
    }
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }

  /// The columns of the only row that are true, by name.
  List<String> trueColumns(String name) throws SQLException {
    try (PreparedStatement statement = prepare(name, Map.of());
        ResultSet row = statement.executeQuery()) {
      row.next();
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        if (row.getBoolean(i)) {
          columns.add(row.getMetaData().getColumnLabel(i));
        }
      }
      return columns;
    }
  }

  private PreparedStatement prepare(String name, Map<String, ?> more) throws SQLException {
    SqlResource statement = statements.get(name);
    if (statement == null) {
      throw new IllegalArgumentException("no statement sql/merge/" + name + ".sql");
    }
    Map<String, Object> values = new HashMap<>(batch);
    values.putAll(more);
    return statement.prepare(connection, values);
  }
}
