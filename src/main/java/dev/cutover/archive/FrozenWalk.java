package dev.cutover.archive;

import dev.cutover.rawdata.RawQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Finds the places of the rows of a query in their order, until enough were found or the time is
/// over.
final class FrozenWalk {
  /// So much is looked at however short the time is: every call comes farther.
  private static final int LEAST_ROWS = 250;

  private static final long LEAST_BYTES = 4 << 20;

  private final RawQuery query;
  private final QueryMatch match;
  private final boolean ascending;

  /// @param last place of the last row looked at, the beginning when there was none
  /// @param ended true when there is no row behind the last one
  record Found(List<Long> places, long looked, long last, boolean ended) {}

  /// @param forward in the direction of the query
  FrozenWalk(RawQuery query, boolean forward) {
    this.query = query;
    this.match = new QueryMatch(query);
    this.ascending = query.newestFirst() != forward;
  }

  boolean ascending() {
    return ascending;
  }

  /// @param rows rows of the snapshot
  /// @param from place that lies before the first one to look at
  /// @param deadline by [System#nanoTime]
  Found find(
      Connection connection, FrozenFacets facets, long rows, long from, int wanted, long deadline)
      throws SQLException {
    TextSearch text = match.text();
    BitSet blocks =
        text == null ? null : new FrozenWords(connection, SnapshotSchema.block(rows)).mayHold(text);
    if (blocks != null) {
      return inBlocks(connection, new FrozenSql(query, facets), blocks, from, wanted, deadline);
    }
    boolean documents = query.readsDocuments();
    boolean every = passesEveryRow();
    List<Long> hits = new ArrayList<>();
    long last = from;
    long looked = 0;
    long bytes = 0;
    try (PreparedStatement statement =
            new FrozenSql(query, facets)
                .rows(
                    connection,
                    documents ? "coalesce(d.readable, d.body)" : "NULL",
                    documents,
                    from,
                    ascending);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        long place = row.getLong(1);
        if (every && place != last + (ascending ? 1 : -1)) {
          throw lost(last);
        }
        last = place;
        looked++;
        byte[] document = documents ? row.getBytes(2) : null;
        if (document != null) {
          bytes += document.length;
        }
        if (!documents || (document != null && match.onDocument(document))) {
          hits.add(last);
          if (hits.size() == wanted) {
            return new Found(hits, looked, last, false);
          }
        }
        if (documents && (looked >= LEAST_ROWS || bytes >= LEAST_BYTES) && isOver(deadline)) {
          return new Found(hits, looked, last, false);
        }
      }
    }
    if (every && last != (ascending ? rows : 1) && from != (ascending ? rows : 1) && rows > 0) {
      throw lost(last);
    }
    return new Found(hits, looked, last, true);
  }

  /// Only where the index of words says that all of them are near.
  private Found inBlocks(
      Connection connection, FrozenSql sql, BitSet blocks, long from, int wanted, long deadline)
      throws SQLException {
    List<Long> hits = new ArrayList<>();
    long last = from;
    long looked = 0;
    long bytes = 0;
    try (PreparedStatement rows = sql.between(connection, ascending)) {
      for (int block = next(blocks, SnapshotSchema.block(ascending ? from + 1 : from - 1));
          block >= 0;
          block = next(blocks, ascending ? block + 1L : block - 1L)) {
        long end = (long) block * SnapshotSchema.BLOCK;
        long begin = end - SnapshotSchema.BLOCK + 1;
        rows.setLong(1, ascending ? Math.max(begin, from + 1) : begin);
        rows.setLong(2, ascending ? end : Math.min(end, from - 1));
        try (ResultSet row = rows.executeQuery()) {
          while (row.next()) {
            last = row.getLong(1);
            looked++;
            byte[] document = row.getBytes(2);
            if (document != null) {
              bytes += document.length;
              if (match.onDocument(document)) {
                hits.add(last);
              }
            }
            if (hits.size() == wanted
                || ((looked >= LEAST_ROWS || bytes >= LEAST_BYTES) && isOver(deadline))) {
              return new Found(hits, looked, last, false);
            }
          }
        }
      }
    }
    return new Found(hits, looked, last, true);
  }

  /// @return the block itself or the next one on the way, negative when there is none
  private int next(BitSet blocks, long block) {
    int from = Math.clamp(block, -1, Math.max(blocks.length(), 0));
    return ascending ? blocks.nextSetBit(Math.max(from, 0)) : blocks.previousSetBit(from);
  }

  /// Places have no gaps: where every row is passed, one that is missing is seen.
  private boolean passesEveryRow() {
    return query.but().text(null).path(null).query().isEverything();
  }

  private static DamagedRow lost(long place) {
    return new DamagedRow(new IllegalStateException("rows are missing beside place " + place));
  }

  /// The same row by row, past those that cannot be read.
  Found rescue(Connection connection, long rows, long from, int wanted, long deadline)
      throws SQLException {
    List<Long> hits = new ArrayList<>();
    long looked = 0;
    long last = from;
    try (FrozenRows reader = new FrozenRows(connection)) {
      for (long place = ascending ? Math.max(1, from + 1) : Math.min(rows, from - 1);
          place >= 1 && place <= rows;
          place += ascending ? 1 : -1) {
        if (isHit(reader, place)) {
          hits.add(place);
        }
        last = place;
        looked++;
        if (hits.size() == wanted || (looked >= LEAST_ROWS && isOver(deadline))) {
          return new Found(hits, looked, last, false);
        }
      }
    }
    return new Found(hits, looked, last, true);
  }

  private boolean isHit(FrozenRows reader, long place) throws SQLException {
    var line = Rescue.line(reader, place);
    if (line.isEmpty() || !match.onLine(line.get())) {
      return false;
    }
    return !query.readsDocuments()
        || Rescue.record(reader, place)
            .filter(found -> match.onDocument(found.row().readable()))
            .isPresent();
  }

  private static boolean isOver(long deadline) {
    return System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted();
  }
}
