package dev.cutover.broker;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// The pauses between tries: doubled each time up to a bound, each shortened by up to half at
/// random, so that many consoles do not return to a restarted broker in the same instant. Not
/// thread safe.
final class Backoff {
  private final Duration first;
  private final Duration last;
  private final RandomGenerator random;
  private int tries;

  Backoff(Duration first, Duration last, RandomGenerator random) {
    this.first = first;
    this.last = last;
    this.random = random;
  }

  Duration next() {
    long doubled = first.toMillis() << Math.min(tries++, 20);
    long bounded = Math.min(doubled, last.toMillis());
    return Duration.ofMillis(Math.max(1, bounded / 2 + random.nextLong(bounded / 2 + 1)));
  }

  void reset() {
    tries = 0;
  }
}
