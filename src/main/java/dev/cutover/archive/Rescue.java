package dev.cutover.archive;

import dev.cutover.rawdata.RawLine;
import java.sql.SQLException;
import java.util.Optional;

/// Reads rows of a damaged snapshot: what cannot be read is empty.
final class Rescue {
  private Rescue() {}

  static Optional<RawLine> line(FrozenRows rows, long place) throws SQLException {
    return tried(() -> rows.lineAt(place));
  }

  static Optional<FrozenRows.Found> record(FrozenRows rows, long place) throws SQLException {
    return tried(() -> rows.at(place));
  }

  /// Reads a row.
  interface Reading<T> {
    Optional<T> read() throws SQLException;
  }

  static <T> Optional<T> tried(Reading<T> reading) throws SQLException {
    try {
      return reading.read();
    } catch (SQLException e) {
      if (!SqliteFile.isDamage(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
