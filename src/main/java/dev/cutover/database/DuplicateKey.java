package dev.cutover.database;

import dev.cutover.cutover.MigrationProblem;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/// Rows of a table that share a key which is to be unique.
///
/// @param keys how many keys are held by more than one row
/// @param rows how many rows hold them
/// @param samples a few of them, as `(1,2,10042) in rows 7, 9`
public record DuplicateKey(
    String table, List<String> columns, long keys, long rows, List<String> samples) {
  private static final int SAMPLES = 5;

  static List<DuplicateKey> find(Connection connection, List<NaturalKey> wanted) {
    Catalogue catalogue = Catalogue.read(connection);
    List<DuplicateKey> found = new ArrayList<>();
    for (NaturalKey key : wanted) {
      if (key.unique()
          && key.columns().stream().allMatch(column -> catalogue.has(key.table(), column))) {
        find(connection, key, catalogue.has(key.table(), "id")).ifPresent(found::add);
      }
    }
    return found;
  }

  private static java.util.Optional<DuplicateKey> find(
      Connection connection, NaturalKey key, boolean hasId) {
    String columns = String.join(", ", key.columns());
    String notNull = String.join(" IS NOT NULL AND ", key.columns()) + " IS NOT NULL";
    String ids =
        hasId ? "array_to_string((array_agg(id ORDER BY id))[1:5], ', ')" : "count(*) || ' times'";
    String groups =
        "SELECT ROW("
            + columns
            + ")::text AS k, count(*) AS n, "
            + ids
            + " AS ids FROM "
            + key.table()
            + " WHERE "
            + notNull
            + " GROUP BY "
            + columns
            + " HAVING count(*) > 1";
    String sql =
        "WITH d AS MATERIALIZED ("
            + groups
            + ") SELECT count(*), coalesce(sum(n), 0),"
            + " ARRAY(SELECT k || ' in rows ' || ids FROM d ORDER BY n DESC, k LIMIT "
            + SAMPLES
            + ") FROM d";
    DuplicateKey result =
        Sql.on(connection, sql)
            .one(
                row ->
                    new DuplicateKey(
                        key.table(),
                        key.columns(),
                        row.getLong(1),
                        row.getLong(2),
                        List.of((String[]) row.getArray(3).getArray())));
    return result.keys() == 0 ? java.util.Optional.empty() : java.util.Optional.of(result);
  }

  MigrationProblem problem() {
    return MigrationProblem.blocking(
        MigrationProblem.Code.DUPLICATES,
        "Table "
            + table
            + ": "
            + rows
            + " rows share "
            + keys
            + " keys ("
            + String.join(", ", columns)
            + ") that must be unique, for example "
            + String.join("; ", samples)
            + ". Nothing was changed. Decide which row of each stays"
            + " and remove the others, then run again.");
  }
}
