package dev.cutover.cutover.step;

import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.WriteFreeze;
import dev.cutover.cutover.WriteFreeze.Closed;

/// The fence keeps out the old service only: the pipeline and people's tools may write again.
final class OpenedFence implements Effect {
  private final WriteFreeze freeze;

  OpenedFence(WriteFreeze freeze) {
    this.freeze = freeze;
  }

  @Override
  public String name() {
    return "fence";
  }

  @Override
  public StepFact inspect(StepContext context) {
    return freeze
        .fence()
        .map(
            fence ->
                fence.closed() == Closed.TO_ROLE
                    ? StepFact.done("closed to " + fence.role() + " only")
                    : StepFact.notDone("closed to everyone"))
        .orElse(StepFact.unknown("there is no fence"));
  }

  @Override
  public Evidence apply(StepContext context) {
    context.mustHold();
    freeze.close(Closed.TO_ROLE);
    return Evidence.NONE;
  }

  @Override
  public Evidence undo(StepContext context) {
    context.mustHold();
    freeze.close(Closed.TO_EVERYONE);
    return Evidence.NONE;
  }
}
