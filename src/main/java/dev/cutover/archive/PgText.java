package dev.cutover.archive;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values as PostgreSQL writes them.
final class PgText {
  /// `2026-11-23 21:03:11.123456+00`; the dump may come from any time zone, old shapes from none.
  private static final DateTimeFormatter MOMENT =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .optionalStart()
          .appendOffset("+HH:mm:ss", "+00")
          .optionalEnd()
          .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
          .toFormatter(java.util.Locale.ROOT);

  private PgText() {}

  /// @throws java.time.DateTimeException when it is no moment
  static @Nullable Instant moment(@Nullable String text) {
    if (text == null) {
      return null;
    }
    boolean zoned = text.indexOf('+', 10) > 0 || text.indexOf('-', 10) > 0;
    return OffsetDateTime.parse(zoned ? text : text + "+00", MOMENT)
        .withOffsetSameInstant(ZoneOffset.UTC)
        .toInstant();
  }

  /// The items of an array of words without quotes.
  static List<String> words(@Nullable String array) {
    if (array == null || array.length() <= 2) {
      return List.of();
    }
    List<String> words = new ArrayList<>();
    for (String each : array.substring(1, array.length() - 1).split(",")) {
      words.add(each.replace("\"", ""));
    }
    return words;
  }
}
