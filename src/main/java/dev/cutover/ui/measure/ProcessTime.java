package dev.cutover.ui.measure;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/// Milliseconds since the process began.
final class ProcessTime {
  private ProcessTime() {}

  static long now() {
    return ManagementFactory.getRuntimeMXBean().getUptime();
  }

  /// @param nanos a moment of [System#nanoTime]
  static long at(long nanos) {
    return now() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }
}
