package dev.cutover.rawdata;

import dev.cutover.job.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Reads all rows of a query with their documents, page by page, so that any number of rows needs
/// little memory.
public final class RawReading {
  private static final int ROWS_AT_ONCE = 500;
  private static final long BYTES_AT_ONCE = 8 << 20;

  /// A page may be searched for as long as it takes; between slices the reading can be stopped.
  private static final Duration SLICE = Duration.ofSeconds(5);

  private final RawSource source;
  private final RawQuery query;
  private final long total;
  private final Progress progress;
  private long rows;

  /// Takes the rows one by one.
  ///
  /// @param <E> what it may fail with
  public interface Taker<E extends Exception> {
    void row(RawRecord row) throws E;
  }

  /// @param total expected rows for the progress, 0 when not known
  public RawReading(RawSource source, RawQuery query, long total, Progress progress) {
    this.source = source;
    this.query = query;
    this.total = total;
    this.progress = progress;
  }

  /// Rows given so far.
  public long rows() {
    return rows;
  }

  /// @return false when it was stopped before the end
  public <E extends Exception> boolean all(Taker<E> taker) throws E {
    RawCursor at = RawCursor.first();
    while (at != null) {
      if (stopped()) {
        return false;
      }
      RawPage page = source.page(query, at, ROWS_AT_ONCE, SLICE);
      if (!give(page.lines(), taker)) {
        return false;
      }
      at = page.after();
      progress.at(rows, total);
    }
    return true;
  }

  private boolean stopped() {
    return progress.isCancelled() || Thread.currentThread().isInterrupted();
  }

  private <E extends Exception> boolean give(List<RawLine> lines, Taker<E> taker) throws E {
    List<Long> ids = new ArrayList<>();
    long bytes = 0;
    for (RawLine line : lines) {
      ids.add(line.id());
      Long size = line.size();
      bytes += size == null ? BYTES_AT_ONCE / ROWS_AT_ONCE : size;
      if (bytes >= BYTES_AT_ONCE) {
        if (stopped()) {
          return false;
        }
        put(ids, taker);
        ids.clear();
        bytes = 0;
      }
    }
    put(ids, taker);
    return true;
  }

  private <E extends Exception> void put(List<Long> ids, Taker<E> taker) throws E {
    if (!ids.isEmpty()) {
      for (RawRecord each : source.records(ids)) {
        taker.row(each);
        rows++;
      }
      progress.at(rows, total);
    }
  }
}
