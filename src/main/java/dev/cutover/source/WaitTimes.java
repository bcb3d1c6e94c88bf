package dev.cutover.source;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the headers that name a wait. An absolute time is compared with the server's own date, so
/// a wrong clock here neither shortens nor stretches it; every wait is rounded up, because a call
/// that comes early makes most servers start the wait anew.
final class WaitTimes {
  private static final Duration MARGIN = Duration.ofMillis(250);
  private static final Duration CLOCK_STEP = Duration.ofSeconds(1);
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
  private static final Pattern EPOCH = Pattern.compile("\\d{9,11}");

  private WaitTimes() {}

  /// `Retry-After` in seconds or as a date; [RateRules#UNNAMED] for anything else, empty when it is
  /// missing.
  static Optional<Duration> retryAfter(Answer answer, Instant now) {
    String text = answer.header("Retry-After");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (SECONDS.matcher(text).matches()) {
      long seconds = (long) Math.ceil(Double.parseDouble(text));
      return Optional.of(bounded(Duration.ofSeconds(seconds).plus(MARGIN)));
    }
    try {
      Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(until(until, answer, now));
    } catch (DateTimeException garbage) {
      return Optional.of(RateRules.UNNAMED);
    }
  }

  /// `X-RateLimit-Reset`: seconds since 1970 (GitHub) or an ISO time (Jira), empty when there is
  /// none.
  static Optional<Duration> reset(Answer answer, Instant now) {
    return reset(answer.header("X-RateLimit-Reset"), answer, now);
  }

  static Optional<Duration> reset(String text, Answer answer, Instant now) {
    try {
      if (EPOCH.matcher(text).matches()) {
        return Optional.of(until(Instant.ofEpochSecond(Long.parseLong(text)), answer, now));
      }
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(until(OffsetDateTime.parse(text).toInstant(), answer, now));
    } catch (DateTimeException garbage) {
      return Optional.of(RateRules.UNNAMED);
    }
  }

  private static Duration until(Instant instant, Answer answer, Instant now) {
    return bounded(Duration.between(serverTime(answer, now), instant).plus(CLOCK_STEP));
  }

  private static Instant serverTime(Answer answer, Instant now) {
    try {
      return ZonedDateTime.parse(answer.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME)
          .toInstant();
    } catch (DateTimeException noDate) {
      return now;
    }
  }

  private static Duration bounded(Duration wait) {
    if (wait.compareTo(CLOCK_STEP) < 0) {
      return CLOCK_STEP;
    }
    return wait.compareTo(RateRules.LONGEST) > 0 ? RateRules.LONGEST : wait;
  }
}
