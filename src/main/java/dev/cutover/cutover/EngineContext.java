package dev.cutover.cutover;

import dev.cutover.job.Progress;
import java.time.InstantSource;
import java.util.Optional;

/// The engine's side of [StepContext].
///
/// @param held null in a dry run: nothing may be changed then
record EngineContext(
    FrozenPlan frozen,
    RunHistory history,
    String actor,
    InstantSource clock,
    LiveProgress live,
    RunLock.@org.jspecify.annotations.Nullable Held held)
    implements StepContext {

  @Override
  public CutoverPlan plan() {
    return frozen.plan();
  }

  @Override
  public String run() {
    return frozen.plan().id();
  }

  @Override
  public Progress progress() {
    return live;
  }

  @Override
  public void doing(String text) {
    live.doing(text);
  }

  @Override
  public Optional<Evidence> found(StepName step, String effect) {
    return history.found(step, effect);
  }

  @Override
  public Optional<Evidence> before(StepName step, String effect) {
    return history.before(step, effect);
  }

  @Override
  public int undone(StepName step) {
    return history.timesUndone(step);
  }

  @Override
  public void mustHold() {
    if (held == null) {
      throw new IllegalStateException("a dry run changes nothing");
    }
    held.mustHold();
  }

  @Override
  public boolean looksAhead() {
    return held == null;
  }

  @Override
  public long epoch() {
    return held == null ? 0 : held.epoch();
  }
}
