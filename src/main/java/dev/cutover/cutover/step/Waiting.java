package dev.cutover.cutover.step;

import dev.cutover.cutover.StepContext;
import dev.cutover.job.Progress;
import java.time.Duration;

/// A bounded wait for something outside: asks again in small steps.
final class Waiting {
  private static final long STEP_MILLIS = 200;

  private Waiting() {}

  /// What is waited for.
  interface Question {
    boolean isSo() throws InterruptedException;
  }

  /// @return false when the time is up and it is still not so
  /// @throws InterruptedException the operator wants to stop
  static boolean until(StepContext context, Duration bound, Question question)
      throws InterruptedException {
    long start = System.nanoTime();
    while (!question.isSo()) {
      long passed = System.nanoTime() - start;
      if (passed >= bound.toNanos()) {
        return false;
      }
      context.progress().at(passed / 1_000_000, bound.toMillis(), Progress.Unit.MILLISECONDS);
      if (context.progress().isCancelled()) {
        throw new InterruptedException("stopped by " + context.actor());
      }
      Thread.sleep(STEP_MILLIS);
    }
    return true;
  }
}
