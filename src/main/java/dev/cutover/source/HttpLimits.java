package dev.cutover.source;

import dev.cutover.pipeline.stage.IntegrationSettings;
import java.time.Duration;

/// How long and how much a call may take.
///
/// @param connect for the connection to stand
/// @param request for a whole call, from the first byte sent to the last received
/// @param bodyBytes size of an answer
/// @param tries calls made before a passing trouble is reported
/// @param firstPause before the second try; doubles from then on
record HttpLimits(
    Duration connect, Duration request, int bodyBytes, int tries, Duration firstPause) {
  static final HttpLimits DEFAULT =
      new HttpLimits(
          Duration.ofSeconds(10), Duration.ofSeconds(90), 64 << 20, 3, Duration.ofMillis(200));
  private static final int LARGEST_MB = 1000;

  HttpLimits within(Duration shorter) {
    return new HttpLimits(connect, shorter, bodyBytes, tries, firstPause);
  }

  /// These limits with what the integration sets otherwise: `max_body_mb`, `request_timeout_s`.
  HttpLimits with(IntegrationSettings integration) {
    int mb = Trouble.number(integration, "max_body_mb", bodyBytes >> 20, 1, LARGEST_MB);
    int seconds = Trouble.number(integration, "request_timeout_s", 0, 1, 3600);
    return new HttpLimits(
        connect,
        seconds == 0 ? request : Duration.ofSeconds(seconds),
        integration.setting("max_body_mb").isPresent() ? mb << 20 : bodyBytes,
        tries,
        firstPause);
  }
}
