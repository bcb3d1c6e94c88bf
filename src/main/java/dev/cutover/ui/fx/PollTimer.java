package dev.cutover.ui.fx;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Starts the reads of all pollers at their time, each on a virtual thread: a read that hangs holds
/// up no other.
public interface PollTimer extends AutoCloseable {

  /// @return handle to take it back
  Background.Pending after(Duration pause, Runnable read);

  @Override
  void close();

  static PollTimer ofThreads() {
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("console-poll").factory());
    return new PollTimer() {
      @Override
      public Background.Pending after(Duration pause, Runnable read) {
        var planned =
            clock.schedule(
                () -> Thread.ofVirtual().name("console-read").start(read),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
        return () -> planned.cancel(false);
      }

      @Override
      public void close() {
        clock.shutdownNow();
      }
    };
  }
}
