package dev.cutover.database;

import dev.cutover.job.IntegrationId;
import dev.cutover.pipeline.stage.Mappings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what the statements of `sql/mapping/` answer.
final class WordLines {
  private WordLines() {}

  static Mappings.Line line(ResultSet row, @Nullable IntegrationId integration)
      throws SQLException {
    String meaning = row.getString("meaning");
    return new Mappings.Line(
        row.getString("value"),
        integration,
        meaning == null ? null : new Mappings.Meaning(meaning, row.getString("grade")),
        row.getLong("items"),
        row.getBoolean("unmapped"));
  }

  /// Pairs of a value and its meaning; a value with several has them side by side.
  static Map<String, String> meanings(Sql pairs) {
    Map<String, String> meanings = new HashMap<>();
    List<String[]> rows = pairs.list(row -> new String[] {row.getString(1), row.getString(2)});
    for (String[] pair : rows) {
      meanings.merge(
          pair[0], pair[1], (one, other) -> one.equals(other) ? one : one + ", " + other);
    }
    return meanings;
  }
}
