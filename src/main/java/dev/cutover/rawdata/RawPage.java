package dev.cutover.rawdata;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some rows in their order, and where to go on.
///
/// @param before where to read the page before this one, null when this is the first
/// @param after where to read the page after this one, null when this is the last
public record RawPage(
    List<RawLine> lines, @Nullable RawCursor before, @Nullable RawCursor after, Searched searched) {

  public RawPage {
    lines = List.copyOf(lines);
  }

  /// How far a search came in the time it had.
  ///
  /// @param rows rows looked at
  /// @param upTo extraction time of the last row looked at, null when none was
  /// @param whole false when the time was over before the page was full: there may be more hits
  ///   between here and the end, and `after` (or `before`) goes on from here
  public record Searched(long rows, @Nullable Instant upTo, boolean whole) {}
}
