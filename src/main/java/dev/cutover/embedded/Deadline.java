package dev.cutover.embedded;

import java.time.Duration;

/// A bounded wait by the monotonic clock: asks again in small steps until the time is up.
final class Deadline {
  private static final long STEP_MILLIS = 25;

  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  boolean passed() {
    return System.nanoTime() - end >= 0;
  }

  /// Waits one step; false when the time is up or the thread was told to stop (its flag stays set).
  boolean step() {
    if (passed()) {
      return false;
    }
    try {
      Thread.sleep(STEP_MILLIS);
      return true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
