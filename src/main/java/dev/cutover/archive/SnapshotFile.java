package dev.cutover.archive;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/// A snapshot that is being written: one transaction on one connection.
final class SnapshotFile implements AutoCloseable {
  private final Connection connection;

  private SnapshotFile(Connection connection) {
    this.connection = connection;
  }

  static SnapshotFile create(Path file) throws SQLException {
    SnapshotFile made = new SnapshotFile(SqliteFile.create(file));
    for (String table : SnapshotSchema.tables().values()) {
      made.run(table);
      if (table.startsWith("CREATE TABLE seal")) {
        made.run(
            "INSERT INTO seal VALUES ('"
                + SnapshotSchema.SEAL_MARK
                + SnapshotSchema.NO_SEAL
                + "')");
      }
    }
    return made;
  }

  Connection connection() {
    return connection;
  }

  PreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void commit() throws SQLException {
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
