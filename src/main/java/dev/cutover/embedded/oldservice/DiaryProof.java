package dev.cutover.embedded.oldservice;

import dev.cutover.embedded.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Whether every row that the old service believes committed is in the database.
public final class DiaryProof {
  private DiaryProof() {}

  /// @return those that are not there
  public static List<Diary.Entry> missing(DatabaseAddress database, List<Diary.Entry> believed) {
    Map<String, Set<String>> wanted = new HashMap<>();
    believed.forEach(
        entry ->
            wanted.computeIfAbsent(entry.table(), _ -> new TreeSet<>()).add(entry.externalId()));
    try (Connection connection =
        DriverManager.getConnection(database.jdbcUrl(), database.credentials())) {
      for (Map.Entry<String, Set<String>> table : wanted.entrySet()) {
        strikeOut(connection, table.getKey(), table.getValue());
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the rows of the old service cannot be looked up", e);
    }
    return believed.stream()
        .filter(entry -> wanted.getOrDefault(entry.table(), Set.of()).contains(entry.externalId()))
        .toList();
  }

  private static void strikeOut(Connection connection, String table, Set<String> ids)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT external_id FROM " + table + " WHERE external_id = ANY (?)")) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.remove(rows.getString(1));
        }
      }
    }
  }
}
