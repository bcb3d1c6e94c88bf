package dev.cutover.database;

import dev.cutover.cutover.MigrationStatus.Script;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// The history of a database that is at the schema of this program and needs nothing: by far the
/// most frequent case, and known without Flyway, which takes half a second to begin.
///
/// Names and checksums are read off the scripts as Flyway reads them; a test compares the two.
final class UsualHistory {
  private static final Pattern NAME = Pattern.compile("V(\\d+)__(.+)\\.sql");

  /// One script, as it stands in the history.
  record Line(String version, String description, String file, int checksum) {
    static Line of(String file) {
      Matcher name = NAME.matcher(file);
      if (!name.matches()) {
        throw new IllegalStateException("the migration script " + file + " has no version");
      }
      return new Line(
          name.group(1),
          name.group(2).replace('_', ' '),
          file,
          checksum(ScriptSource.own().text(file)));
    }

    /// Of the lines without their ends, so that it is the same on every system.
    private static int checksum(String text) {
      CRC32 sum = new CRC32();
      text.lines().forEach(line -> sum.update(line.getBytes(StandardCharsets.UTF_8)));
      return (int) sum.getValue();
    }
  }

  private record Row(Line line, String type, boolean success) {}

  private UsualHistory() {}

  /// All scripts of this program, oldest first.
  static List<Line> lines() {
    return ScriptSource.ownNames().stream()
        .map(Line::of)
        .sorted(Comparator.comparingInt(line -> Integer.parseInt(line.version())))
        .toList();
  }

  /// The state of the scripts when the database has exactly this history; empty when Flyway has to
  /// be asked.
  static Optional<ScriptStates> of(Connection connection, ScriptSource scripts) {
    if (scripts.folder() != null || !hasHistory(connection)) {
      return Optional.empty();
    }
    List<Line> expected = lines();
    List<Row> found = rows(connection);
    if (found.size() != expected.size()) {
      return Optional.empty();
    }
    boolean baselined = found.getFirst().type().equals("BASELINE");
    List<Script> applied = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      Line line = expected.get(i);
      Row row = found.get(i);
      boolean foundInPlace = i == 0 && baselined && row.line().version().equals(line.version());
      if (!row.success()
          || !foundInPlace && !(row.type().equals("SQL") && row.line().equals(line))) {
        return Optional.empty();
      }
      if (!foundInPlace) {
        applied.add(
            new Script(
                line.version(),
                line.description(),
                line.file(),
                scripts.isTransactional(line.file())));
      }
    }
    return Optional.of(new ScriptStates(applied, List.of(), List.of(), baselined, false));
  }

  private static boolean hasHistory(Connection connection) {
    return Sql.on(connection, "SELECT to_regclass(?) IS NOT NULL")
        .with(Catalogue.HISTORY)
        .one(row -> row.getBoolean(1));
  }

  private static List<Row> rows(Connection connection) {
    return Sql.on(
            connection,
            """
            SELECT version, description, script, coalesce(checksum, 0), type, success
            FROM flyway_schema_history ORDER BY installed_rank\
            """)
        .list(
            row ->
                new Row(
                    new Line(
                        String.valueOf(row.getString(1)),
                        String.valueOf(row.getString(2)),
                        String.valueOf(row.getString(3)),
                        row.getInt(4)),
                    String.valueOf(row.getString(5)),
                    row.getBoolean(6)));
  }
}
