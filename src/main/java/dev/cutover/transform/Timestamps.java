package dev.cutover.transform;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/// Timestamps with an offset, written with or without its colon. The instant counts; the offset
/// only says how someone's clock stood.
final class Timestamps {
  private static final Pattern BARE_OFFSET = Pattern.compile("([+-]\\d{2})(\\d{2})$");

  private Timestamps() {}

  /// Empty when the text is no timestamp, has no offset, or lies outside the years 1 to 9999.
  static Optional<Instant> parse(String text) {
    try {
      OffsetDateTime time =
          OffsetDateTime.parse(BARE_OFFSET.matcher(text.strip()).replaceFirst("$1:$2"));
      if (time.getYear() < 1 || time.getYear() > 9999) {
        return Optional.empty();
      }
      // PostgreSQL keeps microseconds; what it would round is cut here, so that equal stays equal.
      return Optional.of(time.toInstant().truncatedTo(ChronoUnit.MICROS));
    } catch (DateTimeException notATimestamp) {
      return Optional.empty();
    }
  }
}
