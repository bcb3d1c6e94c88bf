package dev.cutover.pipeline;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// When a failed job runs again: min(10 min, 5 s * 2^(attempt-1)) * (0.5..1.5).
public final class RetryPolicy {
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Duration first;
  private final RandomGenerator random;

  public RetryPolicy(RandomGenerator random) {
    this(FIRST, random);
  }

  /// @param first backoff after the first attempt, before the spread
  public RetryPolicy(Duration first, RandomGenerator random) {
    this.first = first;
    this.random = random;
  }

  public Duration backoff(int attempt) {
    int doublings = Math.clamp(attempt - 1L, 0, 20);
    double millis =
        Math.min((double) LONGEST.toMillis(), (double) first.toMillis() * (1L << doublings));
    return Duration.ofMillis(Math.round(millis * (0.5 + random.nextDouble())));
  }
}
