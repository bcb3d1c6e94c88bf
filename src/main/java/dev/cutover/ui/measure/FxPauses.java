package dev.cutover.ui.measure;

import dev.cutover.ui.fx.FxThread;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Asks the FX thread for an answer all the time and notes the longest wait: that is how long a
/// click would have had to wait. A wait that is not over yet counts as well.
public final class FxPauses implements AutoCloseable {
  private static final long BETWEEN_NANOS = Duration.ofMillis(2).toNanos();

  private final FxThread fx;
  private final Thread asking = Thread.ofPlatform().daemon().name("fx-pauses").unstarted(this::ask);
  private long longest;
  private @Nullable Long asked;
  private volatile boolean closed;

  private FxPauses(FxThread fx) {
    this.fx = fx;
  }

  public static FxPauses watch(FxThread fx) {
    FxPauses pauses = new FxPauses(fx);
    pauses.asking.start();
    return pauses;
  }

  /// The longest pause since the last call, or since the beginning.
  public synchronized Duration takeLongest() {
    Long since = asked;
    long waiting = since == null ? 0 : System.nanoTime() - since;
    long most = Math.max(longest, waiting);
    longest = 0;
    if (since != null) {
      // The rest of this wait belongs to what comes next.
      asked = System.nanoTime();
    }
    return Duration.ofNanos(most);
  }

  private void ask() {
    while (!closed) {
      begin();
      fx.run(this::answered);
      while (isWaiting() && !closed) {
        LockSupport.park(this);
      }
      LockSupport.parkNanos(this, BETWEEN_NANOS);
    }
  }

  private synchronized void begin() {
    asked = System.nanoTime();
  }

  private synchronized boolean isWaiting() {
    return asked != null;
  }

  private void answered() {
    synchronized (this) {
      Long since = asked;
      if (since != null) {
        longest = Math.max(longest, System.nanoTime() - since);
      }
      asked = null;
    }
    LockSupport.unpark(asking);
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(asking);
  }
}
