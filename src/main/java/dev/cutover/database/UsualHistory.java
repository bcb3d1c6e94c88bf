package dev.cutover.database;

import dev.cutover.cutover.MigrationStatus.Script;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The history of a database that is at the schema of this program and needs nothing: by far the
/// most frequent case, and known without Flyway, which takes half a second to begin.
///
/// It is written down in a file beside the scripts; a test compares that with what Flyway says.
final class UsualHistory {
  private static final String RESOURCE = "/db/history.txt";

  /// One script: version, description, file and checksum.
  record Line(String version, String description, String file, int checksum) {
    static Line parse(String line) {
      String[] words = line.split("\\|", -1);
      return new Line(words[0], words[1], words[2], Integer.parseInt(words[3]));
    }

    @Override
    public String toString() {
      return String.join("|", version, description, file, String.valueOf(checksum));
    }
  }

  private record Row(Line line, String type, boolean success) {}

  private UsualHistory() {}

  /// All scripts of this program, oldest first.
  static List<Line> lines() {
    try (InputStream in = UsualHistory.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(Line::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " cannot be read", e);
    }
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
