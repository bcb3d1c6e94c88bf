package dev.cutover.cutover;

import dev.cutover.cutover.CutoverSnapshot.Gauge;
import dev.cutover.cutover.CutoverSnapshot.State;
import dev.cutover.cutover.CutoverSnapshot.StepLine;
import dev.cutover.cutover.CutoverSnapshot.StepState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A run as its journal tells it, for whoever looks at it without holding it.
public final class WatchedRun {
  private WatchedRun() {}

  /// @param steps those of the plan
  /// @param records of the run, in order
  /// @param holder of the target, when somebody acts on it
  public static CutoverSnapshot of(
      FrozenPlan plan,
      List<Step> steps,
      List<JournalRecord> records,
      Optional<RunLock.Holder> holder,
      Instant at) {
    RunHistory history = RunHistory.of(records);
    List<StepLine> lines = SnapshotMaker.lines(plan.plan(), steps, history, null, State.OPEN);
    return new CutoverSnapshot(
        records.size(),
        plan.plan().id(),
        plan,
        state(history),
        history.way(),
        lines,
        lines.stream().filter(WatchedRun::isHalf).map(StepLine::name).findFirst(),
        Gauge.IDLE,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        history.led(),
        Optional.ofNullable(history.begun()),
        Optional.ofNullable(history.frozenSince()),
        history.isOpen() ? holder : Optional.empty(),
        at);
  }

  private static State state(RunHistory history) {
    return switch (history.ended()) {
      case "" -> State.OPEN;
      case "committed" -> State.COMMITTED;
      default -> State.UNDONE;
    };
  }

  private static boolean isHalf(StepLine line) {
    return line.state() == StepState.RUNNING
        || line.state() == StepState.UNDOING
        || line.state() == StepState.FAILED;
  }
}
