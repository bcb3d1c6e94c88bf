package dev.cutover.cutover.shadow;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Compares values as they come out of a table: as text.
final class Values {
  private static final Duration FARTHEST = Duration.ofHours(14);
  private static final long QUARTER = 15 * 60;
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,300}(\\.\\d{1,300})?([eE][+-]?\\d{1,3})?");
  private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}]");
  private static final BigDecimal TENTH = new BigDecimal("0.1");

  private Values() {}

  static @Nullable LocalDateTime time(@Nullable String text) {
    if (text == null || text.length() < 16 || text.charAt(4) != '-') {
      return null;
    }
    try {
      return LocalDateTime.parse(text.replace(' ', 'T'));
    } catch (DateTimeException notATime) {
      return null;
    }
  }

  static boolean isAfter(@Nullable String text, @Nullable String bound) {
    LocalDateTime time = time(text);
    LocalDateTime limit = time(bound);
    return time != null && limit != null && time.isAfter(limit);
  }

  /// From the first to the second; null when one of them is no time.
  static @Nullable Duration apart(@Nullable String first, @Nullable String second) {
    LocalDateTime from = time(first);
    LocalDateTime to = time(second);
    return from == null || to == null ? null : Duration.between(from, to);
  }

  /// A whole number of quarter hours, as between two zones; not none.
  static boolean isZoneShift(Duration apart) {
    return !apart.isZero()
        && apart.getNano() == 0
        && apart.getSeconds() % QUARTER == 0
        && apart.abs().compareTo(FARTHEST) <= 0;
  }

  static boolean isRounding(String live, String shadow) {
    BigDecimal first = number(live);
    BigDecimal second = number(shadow);
    return first != null && second != null && first.subtract(second).abs().compareTo(TENTH) <= 0;
  }

  static @Nullable BigDecimal number(@Nullable String text) {
    if (text == null || !NUMBER.matcher(text).matches()) {
      return null;
    }
    return new BigDecimal(text);
  }

  /// A difference of seconds that comes from offsets: a whole number of quarter hours.
  static boolean isWholeQuarters(String live, String shadow) {
    BigDecimal first = number(live);
    BigDecimal second = number(shadow);
    if (first == null || second == null) {
      return false;
    }
    BigDecimal apart = first.subtract(second).abs();
    BigDecimal rest = apart.remainder(BigDecimal.valueOf(QUARTER));
    return apart.compareTo(TENTH) > 0
        && (rest.compareTo(TENTH) <= 0
            || rest.compareTo(BigDecimal.valueOf(QUARTER).subtract(TENTH)) >= 0);
  }

  /// Letters and digits alone.
  static String letters(String text) {
    return OTHER.matcher(text).replaceAll("");
  }
}
