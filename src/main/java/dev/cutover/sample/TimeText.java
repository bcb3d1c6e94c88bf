package dev.cutover.sample;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// Times as the two systems write them. By hand, because a large sample holds millions of them.
final class TimeText {
  private TimeText() {}

  /// As Jira writes it: `2025-03-01T09:30:00.125+0800`.
  static void jira(JsonBytes out, Instant time, ZoneOffset offset) {
    dateTime(out, time, offset);
    out.add('.').padded(Math.floorMod(time.toEpochMilli(), 1000L), 3);
    int minutes = offset.getTotalSeconds() / 60;
    out.add(minutes < 0 ? '-' : '+');
    out.padded(Math.abs(minutes) / 60, 2).padded(Math.abs(minutes) % 60, 2);
  }

  /// As GitHub writes it: `2025-03-01T01:30:00Z`.
  static void utc(JsonBytes out, Instant time) {
    dateTime(out, time, ZoneOffset.UTC);
    out.add('Z');
  }

  private static void dateTime(JsonBytes out, Instant time, ZoneOffset offset) {
    LocalDateTime local = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, offset);
    out.padded(local.getYear(), 4).add('-');
    out.padded(local.getMonthValue(), 2).add('-').padded(local.getDayOfMonth(), 2).add('T');
    out.padded(local.getHour(), 2).add(':').padded(local.getMinute(), 2).add(':');
    out.padded(local.getSecond(), 2);
  }
}
