package dev.cutover.rawdata;

import dev.cutover.job.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks for a page of rows whose documents match, in short slices, so that somebody can watch it
/// and stop it. What was found until then is the page, and it says how far it came.
public final class RawSearch {
  /// A stop is seen after so long at the latest.
  private static final Duration SLICE = Duration.ofMillis(250);

  private final RawSource source;
  private final RawQuery query;
  private final int limit;
  private final Progress progress;
  private final Duration slice;

  /// @param limit rows of a page
  /// @param progress told how many rows were looked at, of how many; ends the search
  public RawSearch(RawSource source, RawQuery query, int limit, Progress progress) {
    this(source, query, limit, progress, SLICE);
  }

  /// @param slice how long it may go on without a look at the progress
  public RawSearch(RawSource source, RawQuery query, int limit, Progress progress, Duration slice) {
    this.source = source;
    this.query = query;
    this.limit = limit;
    this.progress = progress;
    this.slice = slice;
  }

  /// @param patience after which the search ends as if it had been stopped
  /// @throws IllegalArgumentException when the path of the query is none
  public RawPage page(RawCursor at, Duration patience) {
    if (!query.readsDocuments()) {
      return source.page(query, at, limit, patience);
    }
    long deadline = System.nanoTime() + patience.toNanos();
    RawPage found = source.page(query, at, limit, slice(deadline));
    RawCursor farther = farther(found, at);
    long total = farther == null ? 0 : total();
    while (farther != null) {
      progress.at(found.searched().rows(), total);
      if (isOver(deadline)) {
        break;
      }
      int missing = limit - found.lines().size();
      found = joined(at, found, source.page(query, farther, missing, slice(deadline)));
      farther = farther(found, at);
    }
    return found;
  }

  /// @return where to go on; null when nothing is left to look for
  private @Nullable RawCursor farther(RawPage found, RawCursor at) {
    if (found.searched().whole() || found.lines().size() >= limit) {
      return null;
    }
    return at.forward() ? found.after() : found.before();
  }

  /// Rows that may have to be looked at, 0 when that takes too long to tell.
  private long total() {
    RawCount all = source.count(query.but().text(null).path(null).query(), SLICE);
    return all.kind() == RawCount.Kind.AT_LEAST ? 0 : all.rows();
  }

  private Duration slice(long deadline) {
    Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    return left.compareTo(slice) < 0 ? left : slice;
  }

  private boolean isOver(long deadline) {
    return System.nanoTime() - deadline >= 0
        || progress.isCancelled()
        || Thread.currentThread().isInterrupted();
  }

  private static RawPage joined(RawCursor at, RawPage near, RawPage far) {
    List<RawLine> lines = new ArrayList<>(at.forward() ? near.lines() : far.lines());
    lines.addAll(at.forward() ? far.lines() : near.lines());
    // The way back begins at the first row that was found, and from an end of the list there is
    // none.
    RawPage first = at.key() != null && near.lines().isEmpty() ? far : near;
    RawPage.Searched before = near.searched();
    RawPage.Searched then = far.searched();
    return new RawPage(
        lines,
        at.forward() ? first.before() : far.before(),
        at.forward() ? far.after() : first.after(),
        new RawPage.Searched(
            before.rows() + then.rows(),
            then.upTo() == null ? before.upTo() : then.upTo(),
            then.whole()));
  }
}
