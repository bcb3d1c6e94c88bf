package dev.cutover.cutover;

import dev.cutover.cutover.CutoverSnapshot.Gauge;
import dev.cutover.cutover.CutoverSnapshot.State;
import dev.cutover.cutover.CutoverSnapshot.StepLine;
import dev.cutover.cutover.CutoverSnapshot.StepState;
import dev.cutover.job.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns what the journal says into what a person sees.
final class SnapshotMaker {
  private static final double AT_BEST = 0.75;
  private static final double AT_WORST = 1.5;

  /// Below this a rate says nothing yet.
  private static final Duration TOO_SOON = Duration.ofSeconds(2);

  private SnapshotMaker() {}

  /// @param current the step at hand
  static List<StepLine> lines(
      CutoverPlan plan,
      List<Step> steps,
      RunHistory history,
      @Nullable StepName current,
      State doing) {
    StepName running = doing == State.RUNNING ? current : null;
    CutoverPlan measured = Estimates.measured(plan, history);
    List<StepLine> lines = new ArrayList<>();
    for (Step step : steps) {
      boolean restoring = step.name() == StepName.RESTORE;
      if (restoring
          && history.way() != RunHistory.Way.RESTORE
          && !history.step(StepName.RESTORE).isOpen()) {
        continue;
      }
      lines.add(line(step.describe(measured), history, running));
    }
    return lines;
  }

  private static StepLine line(StepCard card, RunHistory history, @Nullable StepName running) {
    StepPast past = history.step(card.name());
    Optional<Instant> begun = Optional.ofNullable(past.begun());
    Instant ended = past.ended();
    return new StepLine(
        card,
        state(card.name(), past, history, running),
        past.effects(),
        begun,
        ended == null ? Optional.empty() : begun.map(from -> Duration.between(from, ended)),
        past.findings(),
        past.error());
  }

  private static StepState state(
      StepName name, StepPast past, RunHistory history, @Nullable StepName running) {
    boolean back = history.way() != RunHistory.Way.FORWARD && !(name == StepName.RESTORE);
    if (name == running) {
      return back ? StepState.UNDOING : StepState.RUNNING;
    }
    if (!past.error().isEmpty()) {
      return StepState.FAILED;
    }
    if (past.verified()) {
      return StepState.DONE;
    }
    if (past.isOpen()) {
      return back ? StepState.UNDOING : StepState.RUNNING;
    }
    return history.wasUndone(name) ? StepState.UNDONE : StepState.WAITING;
  }

  static Gauge gauge(LiveProgress.At at, Duration expected) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - at.startedNanos());
    Optional<Duration> left = Optional.empty();
    boolean waits = at.unit() == Progress.Unit.MILLISECONDS;
    if (!waits && at.total() > 0 && at.done() > 0 && elapsed.compareTo(TOO_SOON) > 0) {
      left = Optional.of(elapsed.multipliedBy(at.total() - at.done()).dividedBy(at.done()));
    } else if (expected.isPositive()) {
      Duration rest = expected.minus(elapsed);
      left = Optional.of(rest.isNegative() ? Duration.ZERO : rest);
    }
    return new Gauge(
        at.done(),
        at.total(),
        at.unit(),
        at.doing(),
        elapsed,
        left.map(time -> times(time, AT_BEST)),
        left.map(time -> times(time, AT_WORST)));
  }

  private static Duration times(Duration time, double factor) {
    return Duration.ofMillis(Math.round(time.toMillis() * factor));
  }
}
