package dev.cutover.source;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/// Lets one call at a time through to an integration, and none before the time that the integration
/// named. Shared by all readers of the integration in this process; across processes the pause in
/// the database does the same for the time named.
final class Turnstile {
  private final ReentrantLock lock = new ReentrantLock(true);
  private final SourceTime time;
  private boolean closed;
  private long opensAt;

  Turnstile(SourceTime time) {
    this.time = time;
  }

  /// Waits for the turn.
  ///
  /// @return zero when the caller is through and must [#leave], else how long nobody may call
  Duration enter() throws InterruptedException {
    lock.lockInterruptibly();
    long wait = closed ? opensAt - time.nanoTime() : 0;
    if (wait <= 0) {
      closed = false;
      return Duration.ZERO;
    }
    lock.unlock();
    return Duration.ofNanos(wait);
  }

  void leave() {
    lock.unlock();
  }

  /// Nobody calls for `wait` from now; a later end that is already set stays. Only by whoever is
  /// through.
  void close(Duration wait) {
    long end = time.nanoTime() + wait.toNanos();
    if (!closed || end - opensAt > 0) {
      opensAt = end;
    }
    closed = true;
  }
}
