package dev.cutover.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Instants as the sources write them: `2020-06-12T08:13:13.360+0800` (Jira),
/// `2018-07-25T08:19:30Z` (GitHub).
final class SourceTimes {
  private static final DateTimeFormatter ANY_OFFSET =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  private SourceTimes() {}

  /// Null for a text that is no time with an offset.
  static @Nullable Instant instant(@Nullable String text) {
    if (text == null || text.length() < 17) {
      return null;
    }
    try {
      return text.endsWith("Z")
          ? Instant.parse(text)
          : OffsetDateTime.parse(text, ANY_OFFSET).toInstant();
    } catch (DateTimeException notATime) {
      return null;
    }
  }
}
