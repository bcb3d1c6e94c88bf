package dev.cutover.bench;

import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/// The limit: SQLite by itself with the same rows. Plain inserts of the columns and documents of a
/// snapshot in one transaction without journal, forced to the disk at the end, without any digest,
/// index or list of words; and plain queries over them.
final class BareSqlite {
  private static final long BLOCK = 100;

  private final Path file;

  BareSqlite(Path file) {
    this.file = file;
  }

  private Connection open() throws SQLException {
    Properties properties = new Properties();
    // A limit is not slowed down by what the driver asks for behind each row.
    properties.setProperty("jdbc.get_generated_keys", "false");
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, properties);
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
    long begun = System.nanoTime();
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE document (id INTEGER PRIMARY KEY, body BLOB NOT NULL)");
      statement.execute(
          "CREATE TABLE record (place INTEGER PRIMARY KEY, id, tenant_id, integration_id,"
              + " entity_type, external_id, label, version, is_current, created_at,"
              + " processing_status, size, content_sha256, last_seen_at, run_id, job_id)");
      statement.execute("CREATE VIRTUAL TABLE word USING fts5(body, content='')");
      connection.setAutoCommit(false);
      try (PreparedStatement record =
              connection.prepareStatement("INSERT INTO record VALUES (?" + ", ?".repeat(15) + ")");
          PreparedStatement document =
              connection.prepareStatement("INSERT INTO document VALUES (?, ?)");
          PreparedStatement index =
              connection.prepareStatement("INSERT INTO word (rowid, body) VALUES (?, ?)")) {
        for (long from = 1; from <= rows.rows(); from += BLOCK) {
          long to = Math.min(rows.rows(), from + BLOCK - 1);
          for (RawRecord each : rows.records(ids(from, to))) {
            put(record, each);
            document.setLong(1, each.line().id());
            document.setBytes(2, each.body());
            document.executeUpdate();
            if (words) {
              index.setLong(1, each.line().id());
              index.setBytes(2, each.body());
              index.executeUpdate();
            }
          }
        }
      }
      connection.commit();
    } catch (SQLException e) {
      throw Ground.trouble("bare SQLite", e);
    }
    try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
      written.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  private static List<Long> ids(long from, long to) {
    return java.util.stream.LongStream.rangeClosed(from, to).boxed().toList();
  }

  private static void put(PreparedStatement statement, RawRecord row) throws SQLException {
    RawLine line = row.line();
    int at = 0;
    statement.setLong(++at, line.id());
    statement.setLong(++at, line.id());
    statement.setLong(++at, line.tenant().value());
    statement.setLong(++at, line.integration().value());
    statement.setString(++at, line.entity());
    statement.setString(++at, line.externalId());
    statement.setString(++at, line.label());
    statement.setInt(++at, line.version());
    statement.setInt(++at, row.current() ? 1 : 0);
    statement.setLong(++at, line.extractedAt().toEpochMilli() * 1_000);
    statement.setString(++at, line.status());
    statement.setObject(++at, line.size());
    statement.setString(++at, row.sha256());
    statement.setObject(
        ++at, row.lastSeenAt() == null ? null : row.lastSeenAt().toEpochMilli() * 1_000);
    statement.setObject(++at, row.run());
    statement.setObject(++at, row.job());
    statement.executeUpdate();
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
