package dev.cutover.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Jira: 429 with `Retry-After`, or with `X-RateLimit-Reset` alone; 503 with `Retry-After` for
/// maintenance.
final class JiraRates implements RateRules {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  @Override
  public Optional<Duration> refused(Answer answer, Instant now) {
    Optional<Duration> retryAfter = WaitTimes.retryAfter(answer, now);
    if (answer.status() == UNAVAILABLE) {
      return retryAfter;
    }
    if (answer.status() != TOO_MANY_REQUESTS) {
      return Optional.empty();
    }
    return retryAfter.or(() -> WaitTimes.reset(answer, now)).or(() -> Optional.of(UNNAMED));
  }
}
