package dev.cutover.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The limit: SQLite by itself with the same documents. Plain inserts in one transaction without
/// journal, and plain queries over them.
final class BareSqlite {
  private final Path file;

  BareSqlite(Path file) {
    this.file = file;
  }

  private Connection open() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA page_size = 8192");
      statement.execute("PRAGMA journal_mode = OFF");
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute("PRAGMA cache_size = -32000");
    }
    return connection;
  }

  /// @param words also the index of words that FTS5 makes of the documents by itself
  /// @return seconds
  double write(SampledRows rows, boolean words) {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE document (id INTEGER PRIMARY KEY, body BLOB NOT NULL)");
      statement.execute("CREATE VIRTUAL TABLE word USING fts5(body, content='')");
      connection.setAutoCommit(false);
      long begun = System.nanoTime();
      try (PreparedStatement insert =
              connection.prepareStatement("INSERT INTO document VALUES (?, ?)");
          PreparedStatement index =
              connection.prepareStatement("INSERT INTO word (rowid, body) VALUES (?, ?)")) {
        for (long id = 1; id <= rows.rows(); id++) {
          byte[] body = rows.document(id);
          insert.setLong(1, id);
          insert.setBytes(2, body);
          insert.executeUpdate();
          if (words) {
            index.setLong(1, id);
            index.setBytes(2, body);
            index.executeUpdate();
          }
        }
      }
      connection.commit();
      return (System.nanoTime() - begun) / 1e9;
    } catch (SQLException e) {
      throw Ground.trouble("bare SQLite", e);
    }
  }

  /// @param condition over `document`
  /// @return rows that match
  long count(String condition) {
    try (Connection connection = open();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT count(*) FROM document WHERE " + condition)) {
      return row.next() ? row.getLong(1) : 0;
    } catch (SQLException e) {
      throw Ground.trouble("bare SQLite", e);
    }
  }
}
