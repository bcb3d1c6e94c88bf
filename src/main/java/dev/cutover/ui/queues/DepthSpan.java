package dev.cutover.ui.queues;

import java.time.Duration;
import java.util.Locale;

/// How far back the charts look.
public enum DepthSpan {
  QUARTER_HOUR(Duration.ofMinutes(15)),
  HOUR(Duration.ofHours(1)),
  SIX_HOURS(Duration.ofHours(6)),
  /// From the beginning of the newest run.
  RUN(Duration.ZERO);

  private final Duration length;

  DepthSpan(Duration length) {
    this.length = length;
  }

  Duration length() {
    return length;
  }

  /// Key of its text.
  public String key() {
    return "queues.span." + name().toLowerCase(Locale.ROOT);
  }
}
