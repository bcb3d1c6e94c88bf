package dev.cutover.archive;

import dev.cutover.rawdata.RawCursor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where rows lie in a snapshot. Places follow the order of extraction, so that a moment is found
/// by halving.
final class Places {
  private final long rows;
  private @Nullable Map<Long, Long> byId;

  Places(long rows) {
    this.rows = rows;
  }

  /// The place before the first row behind a key, in the direction of a walk.
  ///
  /// @param key null for the very beginning of the walk
  long before(Connection connection, RawCursor.@Nullable Key key, boolean ascending)
      throws SQLException {
    if (key == null) {
      return ascending ? 0 : rows + 1;
    }
    try (FrozenRows reader = new FrozenRows(connection)) {
      long low = 1;
      long high = rows + 1;
      while (low < high) {
        long middle = low + (high - low) / 2;
        RawCursor.Key there = readable(reader, middle, high);
        if (there == null || compare(there, key) >= 0) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      RawCursor.Key found = readable(reader, low, low + 1);
      boolean exact = found != null && compare(found, key) == 0;
      return ascending && !exact ? low - 1 : low;
    }
  }

  /// The key at a place, or of the next row that can be read; null when there is none before `end`.
  private static RawCursor.@Nullable Key readable(FrozenRows reader, long place, long end)
      throws SQLException {
    for (long at = place; at < end; at++) {
      var line = Rescue.line(reader, at);
      if (line.isPresent()) {
        return RawCursor.Key.of(line.get());
      }
    }
    return null;
  }

  private static int compare(RawCursor.Key left, RawCursor.Key right) {
    int byTime = left.extractedAt().compareTo(right.extractedAt());
    return byTime != 0 ? byTime : Long.compare(left.id(), right.id());
  }

  /// Without the index of ids: all rows are read once.
  Optional<Long> of(FrozenRows reader, long id) throws SQLException {
    Map<Long, Long> known = byId;
    if (known == null) {
      known = new HashMap<>();
      for (long place = 1; place <= rows; place++) {
        var line = Rescue.line(reader, place);
        if (line.isPresent()) {
          known.put(line.get().id(), place);
        }
      }
      byId = known;
    }
    return Optional.ofNullable(known.get(id));
  }
}
