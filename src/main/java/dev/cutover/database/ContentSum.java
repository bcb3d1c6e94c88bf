package dev.cutover.database;

import java.sql.Connection;

/// A cheap digest of a table's rows, whatever their order: their number and two sums of hashes (a
/// sum, since exclusive-or hides pairs). For telling at once that nothing moved; what is kept as
/// proof is the backup's digest.
final class ContentSum {
  private ContentSum() {}

  /// @param quoted name of the table
  static String of(Connection connection, String quoted) {
    return Sql.on(
            connection,
            "SELECT count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0) || ':' ||"
                + " coalesce(sum(hashtextextended(t::text, 1)), 0) FROM "
                + quoted
                + " t")
        .one(row -> String.valueOf(row.getString(1)));
  }
}
