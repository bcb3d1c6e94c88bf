package dev.cutover.database;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Looks after indexes that are built concurrently: a build that breaks leaves an index that is
/// INVALID, which keeps nothing unique and which IF NOT EXISTS takes for a good one.
final class IndexCare {
  private IndexCare() {}

  /// Which of these are invalid now, though nobody is building them.
  static List<NaturalKey> invalid(Connection connection, List<NaturalKey> keys) {
    Set<String> names =
        new TreeSet<>(
            Sql.on(
                    connection,
                    """
                    SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
                    WHERE NOT (i.indisvalid AND i.indisready) AND NOT EXISTS (
                        SELECT 1 FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)\
                    """)
                .list(row -> String.valueOf(row.getString(1))));
    return keys.stream().filter(key -> names.contains(key.index())).toList();
  }

  /// Which of these do not exist at all.
  static List<String> absent(Connection connection, List<NaturalKey> keys) {
    List<String> absent = new ArrayList<>();
    for (NaturalKey key : keys) {
      boolean there =
          Sql.on(connection, "SELECT to_regclass(?) IS NOT NULL")
              .with(key.index())
              .one(row -> row.getBoolean(1));
      if (!there) {
        absent.add(key.index());
      }
    }
    return absent;
  }

  /// Takes invalid indexes away, so that the next build makes them anew.
  static void drop(Connection connection, List<NaturalKey> keys) {
    for (NaturalKey key : keys) {
      Sql.on(connection, "DROP INDEX CONCURRENTLY IF EXISTS " + key.index()).run();
    }
  }

  static void build(Connection connection, List<NaturalKey> keys) {
    for (NaturalKey key : keys) {
      Sql.on(connection, key.statement()).run();
    }
  }
}
