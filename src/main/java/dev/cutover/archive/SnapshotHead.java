package dev.cutover.archive;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.Problem;
import dev.cutover.rawdata.RawProvenance;
import dev.cutover.rawdata.SnapshotFacts;
import dev.cutover.rawdata.SnapshotTrouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What can be told about a file before its rows are read: whether it is a snapshot at all, whether
/// all of it is there, and what it says about itself.
final class SnapshotHead {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final int HEADER = 100;

  private final Path file;

  SnapshotHead(Path file) {
    this.file = file;
  }

  /// The header of the file, read without SQLite.
  ///
  /// @param missing bytes that the file should have and has not
  record Header(long missing, long size) {
    @Nullable String damage() {
      return missing == 0
          ? null
          : "The file is cut: %,d of %,d bytes are there.".formatted(size, size + missing);
    }
  }

  /// @throws SnapshotTrouble when it is no snapshot
  Header header() {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    long size;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      size = channel.size();
      while (header.hasRemaining() && channel.read(header) >= 0) {}
    } catch (IOException e) {
      throw trouble(
          "snapshot.unreadable",
          Files.exists(file)
              ? "The file " + file + " cannot be read: " + e.getMessage() + "."
              : "There is no file " + file + ".",
          "Name a snapshot that `cutover raw snapshot` has made.",
          e);
    }
    if (header.hasRemaining()
        || header.slice(0, SQLITE.length).mismatch(ByteBuffer.wrap(SQLITE)) >= 0
        || header.getInt(68) != SnapshotSchema.APPLICATION) {
      throw foreign("");
    }
    if (header.getInt(60) > SnapshotSchema.VERSION) {
      throw trouble(
          "snapshot.newer",
          file + " was made by a newer version of this program.",
          "Open it with that version.",
          null);
    }
    if (header.getInt(60) < SnapshotSchema.VERSION) {
      throw trouble(
          "snapshot.older",
          file + " was made by an older version of this program.",
          "Make it anew where it came from.",
          null);
    }
    int page = Short.toUnsignedInt(header.getShort(16));
    long expected = Integer.toUnsignedLong(header.getInt(28)) * (page == 1 ? 65_536 : page);
    return new Header(Math.max(0, expected - size), size);
  }

  SnapshotTrouble foreign(String why) {
    return trouble(
        "snapshot.foreign",
        file + " is not a snapshot of this program" + (why.isEmpty() ? "" : ": " + why) + ".",
        "Nothing in it was changed. Name a snapshot that `cutover raw snapshot` has made.",
        null);
  }

  private SnapshotTrouble trouble(
      String code, String what, String remedy, @Nullable Exception cause) {
    return new SnapshotTrouble(file, new Problem(code, what, remedy), cause);
  }

  /// A file may bring tables and programs of its own: nothing is read where it does.
  ///
  /// @return what is missing, empty when nothing is
  /// @throws SnapshotTrouble when there is something that no snapshot has
  String schema(Connection connection) throws SQLException {
    Map<String, String> expected = new HashMap<>(SnapshotSchema.tables());
    expected.putAll(SnapshotSchema.indexes());
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT name, sql FROM sqlite_schema")) {
      while (row.next()) {
        String name = String.valueOf(row.getString(1));
        String sql = row.getString(2);
        if (name.startsWith("sqlite_autoindex")) {
          continue;
        }
        String known = expected.remove(name);
        if (known == null || !known.equals(sql)) {
          throw foreign("it holds '" + name + "', which no snapshot does");
        }
      }
    }
    return expected.isEmpty() ? "" : "It lacks " + new TreeSet<>(expected.keySet()) + ".";
  }

  SnapshotFacts facts(Connection connection, @Nullable String damage) throws SQLException {
    Map<String, String> manifest = new HashMap<>();
    Map<IntegrationId, Map<String, String>> mappings = new HashMap<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery("SELECT name, value FROM manifest")) {
        while (row.next()) {
          manifest.put(String.valueOf(row.getString(1)), String.valueOf(row.getString(2)));
        }
      }
      try (ResultSet row = statement.executeQuery("SELECT id, field_mappings FROM integration")) {
        while (row.next()) {
          mappings.put(new IntegrationId(row.getLong(1)), mapping(row.getString(2)));
        }
      }
    } catch (IllegalArgumentException e) {
      throw new DamagedRow(e);
    }
    try {
      String masked = manifest.getOrDefault("masked", "");
      return new SnapshotFacts(
          file,
          new RawProvenance(
              manifest.getOrDefault("origin", ""),
              manifest.getOrDefault("server", ""),
              manifest.getOrDefault("schema", ""),
              mappings),
          Instant.parse(manifest.getOrDefault("taken_at", "")),
          manifest.getOrDefault("made_by", ""),
          manifest.getOrDefault("filter", ""),
          masked.isEmpty() ? List.of() : List.of(masked.split(",")),
          Math.max(0, Long.parseLong(manifest.getOrDefault("rows", ""))),
          Math.max(0, Long.parseLong(manifest.getOrDefault("bytes", ""))),
          damage);
    } catch (DateTimeException | NumberFormatException e) {
      throw new DamagedRow(e);
    }
  }

  private static Map<String, String> mapping(@Nullable String json) throws DamagedRow {
    Map<String, String> mapping = new HashMap<>();
    try {
      JSON.readTree(String.valueOf(json))
          .properties()
          .forEach(pair -> mapping.put(pair.getKey(), pair.getValue().asString()));
    } catch (JacksonException e) {
      throw new DamagedRow(e);
    }
    return mapping;
  }

  /// What is left to say when the manifest cannot be read.
  SnapshotFacts bare(long rows, String damage) {
    return new SnapshotFacts(
        file,
        RawProvenance.named(String.valueOf(file.getFileName())),
        Instant.EPOCH,
        "",
        "",
        List.of(),
        rows,
        0,
        damage);
  }
}
