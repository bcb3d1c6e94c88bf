package dev.cutover.cutover.backup;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Runs pieces of work at the same time. The first failure, or the wish of whoever watches, ends
/// all of them; it returns only when the last has ended, so that nothing goes on unseen.
final class Together {
  private static final Duration BEAT = Duration.ofMillis(250);

  private final BooleanSupplier unwanted;
  private final Runnable beat;
  private final Runnable stopping;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile boolean stopped;

  /// @param unwanted whoever watches does not want it any more
  /// @param beat called several times a second meanwhile
  /// @param stopping called once when it is to end: unblocks what waits for a server
  Together(BooleanSupplier unwanted, Runnable beat, Runnable stopping) {
    this.unwanted = unwanted;
    this.beat = beat;
    this.stopping = stopping;
  }

  interface Work {
    void run() throws InterruptedException;
  }

  /// For the pieces to look at.
  boolean isStopped() {
    return stopped;
  }

  /// @throws InterruptedException it was not wanted any more
  void run(String name, List<Work> pieces) throws InterruptedException {
    CountDownLatch running = new CountDownLatch(pieces.size());
    for (int i = 0; i < pieces.size(); i++) {
      Work piece = pieces.get(i);
      Thread.ofPlatform()
          .name(name + "-" + i)
          .daemon()
          .start(
              () -> {
                carryOut(piece);
                running.countDown();
              });
    }
    boolean interrupted = await(running);
    Throwable first = failure.get();
    if (interrupted || (stopped && (first == null || first instanceof InterruptedException))) {
      throw new InterruptedException("stopped");
    }
    switch (first) {
      case null -> {}
      // A piece saw the wish before it was passed on to all of them.
      case InterruptedException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(first);
    }
  }

  private boolean await(CountDownLatch running) {
    boolean interrupted = false;
    boolean over = false;
    while (!over) {
      try {
        over = running.await(BEAT.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      if (!over && !stopped && (interrupted || failure.get() != null || unwanted.getAsBoolean())) {
        interrupted |= failure.get() == null;
        stopped = true;
        stopping.run();
      }
      if (!over && !stopped) {
        carryOut(beat::run);
      }
    }
    return interrupted;
  }

  private void carryOut(Work piece) {
    try {
      piece.run();
    } catch (InterruptedException | RuntimeException | Error e) {
      Throwable first = failure.compareAndExchange(null, e);
      if (first != null && !first.equals(e)) {
        first.addSuppressed(e);
      }
    }
  }
}
