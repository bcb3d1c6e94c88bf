package dev.cutover.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Times in UTC and as the readers' clock showed them.
record Moments(ZoneId zone) {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  String utc(@Nullable Instant at) {
    return at == null ? "-" : UTC.format(at);
  }

  /// UTC, and the local time beside it where that differs.
  String both(@Nullable Instant at) {
    if (at == null) {
      return "-";
    }
    String utc = UTC.format(at);
    if (zone.getRules().getOffset(at).equals(ZoneOffset.UTC)) {
      return utc;
    }
    String local =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT)
            .withZone(zone)
            .format(at);
    return utc + " (" + local + " " + zone + ")";
  }

  static String took(@Nullable Duration took) {
    if (took == null) {
      return "-";
    }
    if (took.toSeconds() < 60) {
      return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
    return took.toHours() > 0
        ? String.format(Locale.ROOT, "%d h %02d min", took.toHours(), took.toMinutesPart())
        : String.format(Locale.ROOT, "%d min %02d s", took.toMinutes(), took.toSecondsPart());
  }
}
