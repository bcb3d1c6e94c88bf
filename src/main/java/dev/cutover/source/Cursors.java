package dev.cutover.source;

import org.jspecify.annotations.Nullable;

/// Reads the cursors that this package wrote. One that makes no sense (any more) means the
/// beginning: reading a record twice does no harm.
final class Cursors {
  private Cursors() {}

  /// The number behind `prefix`, -1 when the cursor is another one.
  static long offset(@Nullable String cursor, String prefix) {
    if (cursor == null || !cursor.startsWith(prefix)) {
      return -1;
    }
    try {
      return Math.max(-1, Long.parseLong(cursor.substring(prefix.length())));
    } catch (NumberFormatException garbage) {
      return -1;
    }
  }
}
