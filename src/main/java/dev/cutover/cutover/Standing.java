package dev.cutover.cutover;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverSnapshot.State;
import dev.cutover.job.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the engine came to.
record Standing(
    State state,
    @Nullable StepName current,
    List<Finding> findings,
    @Nullable DecisionNeeded decision,
    @Nullable Problem failure) {

  static Standing of(State state) {
    return new Standing(state, null, List.of(), null, null);
  }

  static Standing at(StepName step) {
    return new Standing(State.RUNNING, step, List.of(), null, null);
  }

  static Standing failed(State state, @Nullable StepName step, Problem problem) {
    return new Standing(state, step, List.of(), null, problem);
  }

  static Standing after(StepEnd end) {
    return switch (end) {
      case StepEnd.Done _ -> of(State.HELD);
      case StepEnd.Cancelled(StepName step) ->
          new Standing(State.HELD, step, List.of(), null, null);
      case StepEnd.Asks(DecisionNeeded decision) ->
          new Standing(State.ASKING, decision.step(), decision.findings(), decision, null);
      case StepEnd.Refused(StepName step, List<Finding> findings) ->
          new Standing(State.REFUSED, step, findings, null, null);
      case StepEnd.Failed(StepName step, Problem problem) -> failed(State.FAILED, step, problem);
    };
  }

  static Standing found(RunHistory history) {
    return switch (history.ended()) {
      case "" -> of(State.OPEN);
      case "committed" -> of(State.COMMITTED);
      default -> of(State.UNDONE);
    };
  }
}
