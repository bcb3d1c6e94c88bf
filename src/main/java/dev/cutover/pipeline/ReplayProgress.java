package dev.cutover.pipeline;

import dev.cutover.job.Problem;
import org.jspecify.annotations.Nullable;

/// How far a replay is. Immutable.
///
/// @param counted letters that matched when it began
/// @param replayed back in their queue, or their job redriven
/// @param passedOver not to be replayed; each says why
/// @param problem what ended it early, null otherwise
public record ReplayProgress(
    State state, long counted, long replayed, long passedOver, @Nullable Problem problem) {

  public enum State {
    RUNNING,
    DONE,
    /// Somebody asked for it: what was replayed stays replayed, the rest is as before.
    STOPPED,
    FAILED
  }

  public boolean isOver() {
    return state != State.RUNNING;
  }

  public long left() {
    return Math.max(0, counted - replayed - passedOver);
  }

  ReplayProgress oneMore(boolean wasReplayed) {
    return new ReplayProgress(
        state,
        counted,
        replayed + (wasReplayed ? 1 : 0),
        passedOver + (wasReplayed ? 0 : 1),
        problem);
  }

  ReplayProgress ended(State how, @Nullable Problem why) {
    return new ReplayProgress(how, counted, replayed, passedOver, why);
  }
}
