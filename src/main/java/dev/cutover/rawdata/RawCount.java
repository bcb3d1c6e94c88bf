package dev.cutover.rawdata;

/// How many rows match, as well as could be found out in the given time.
public record RawCount(long rows, Kind kind) {

  /// How `rows` is meant.
  public enum Kind {
    EXACT,
    /// Counting ended early; there are so many or more.
    AT_LEAST,
    /// By the statistics of the server.
    ABOUT
  }

  public static RawCount exactly(long rows) {
    return new RawCount(rows, Kind.EXACT);
  }

  public static RawCount atLeast(long rows) {
    return new RawCount(rows, Kind.AT_LEAST);
  }

  public static RawCount about(long rows) {
    return new RawCount(rows, Kind.ABOUT);
  }
}
