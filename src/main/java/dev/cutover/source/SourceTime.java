package dev.cutover.source;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Time as the sources need it: the wall clock only to read an absolute time of a server that sends
/// no date, a counter that never jumps for everything that is waited for.
public interface SourceTime {
  Instant now();

  long nanoTime();

  void sleep(Duration duration) throws InterruptedException;

  static SourceTime of(InstantSource clock) {
    return new SourceTime() {
      @Override
      public Instant now() {
        return clock.instant();
      }

      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
      }
    };
  }
}
