package dev.cutover.ui.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.ui.fx.FxThread;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A thread of the test's own stands for the FX thread.
class FxPausesTest {
  private static final Duration PAUSE = Duration.ofMillis(300);

  @Test
  void aPauseIsSeenAlsoWhileItLastsAndOnlyOnce() throws Exception {
    try (ExecutorService thread = Executors.newSingleThreadExecutor();
        FxPauses pauses = FxPauses.watch(new OneThread(thread))) {
      CountDownLatch blocked = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      thread.execute(
          () -> {
            blocked.countDown();
            wait(goOn, Duration.ofMinutes(1));
          });
      blocked.await();
      wait(new CountDownLatch(1), PAUSE);
      Duration duringIt = pauses.takeLongest();
      goOn.countDown();
      thread.submit(() -> {}).get();
      thread.submit(() -> {}).get();

      assertThat(duringIt).isBetween(PAUSE.dividedBy(2), Duration.ofMinutes(1));
      // What was told is not told again.
      assertThat(pauses.takeLongest()).isLessThan(duringIt);
    }
  }

  private static void wait(CountDownLatch latch, Duration most) {
    try {
      boolean _ = latch.await(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record OneThread(ExecutorService thread) implements FxThread {
    @Override
    public void run(Runnable work) {
      thread.execute(work);
    }
  }
}
