package dev.cutover.rawdata;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a page begins or ends, by the key of a row and never by its position: rows that arrive
/// meanwhile move nothing. The direction of the query decides what is first.
///
/// @param forward the page follows `key`; else it ends before it
/// @param key null for the very beginning (forward) or the very end
public record RawCursor(boolean forward, @Nullable Key key) {

  /// The place of a row in the order: by time, then by id.
  public record Key(Instant extractedAt, long id) {
    public static Key of(RawLine line) {
      return new Key(line.extractedAt(), line.id());
    }
  }

  public static RawCursor first() {
    return new RawCursor(true, null);
  }

  public static RawCursor last() {
    return new RawCursor(false, null);
  }

  public static RawCursor after(Key key) {
    return new RawCursor(true, key);
  }

  public static RawCursor before(Key key) {
    return new RawCursor(false, key);
  }

  /// The page that begins at a moment: for the newest first, with the newest row not later than it.
  public static RawCursor at(Instant moment, boolean newestFirst) {
    return after(new Key(moment, newestFirst ? Long.MAX_VALUE : Long.MIN_VALUE));
  }
}
