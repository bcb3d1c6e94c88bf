package dev.cutover.boot;

import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What a window has begun and not ended yet: when it closes, everything is cancelled and awaited,
/// so that nothing half done is left.
final class WorkUnderWay implements AutoCloseable {
  private static final long FAREWELL_SECONDS = 20;

  private final String what;
  private final Phaser working = new Phaser(1);
  private volatile boolean closing;

  /// @param what for the message when it does not end, such as `A backup`
  WorkUnderWay(String what) {
    this.what = what;
  }

  /// Work that may be ended early with its own exception.
  interface Work<T, E extends Exception> {
    T done() throws E;
  }

  <T, E extends Exception> T carryOut(Work<T, E> work) throws E {
    working.register();
    try {
      return work.done();
    } finally {
      working.arriveAndDeregister();
    }
  }

  /// Work that is under way asks this, beside its own wish to be cancelled.
  boolean isClosing() {
    return closing;
  }

  @Override
  public void close() {
    closing = true;
    int phase = working.arriveAndDeregister();
    try {
      working.awaitAdvanceInterruptibly(phase, FAREWELL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      throw new IllegalStateException(what + " did not end in time", e);
    }
  }
}
