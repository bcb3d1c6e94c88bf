package dev.cutover.cutover.step;

import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.WriteFreeze;
import java.util.Optional;

/// The row and the function that the tables' triggers ask, and the database's comment that tells of
/// it.
final class RaisedFence implements Effect {
  private final WriteFreeze freeze;

  RaisedFence(WriteFreeze freeze) {
    this.freeze = freeze;
  }

  @Override
  public String name() {
    return "fence";
  }

  @Override
  public StepFact inspect(StepContext context) {
    Optional<WriteFreeze.Fence> fence = freeze.fence();
    if (fence.isEmpty()) {
      return StepFact.notDone("there is no fence");
    }
    WriteFreeze.Fence seen = fence.get();
    return seen.run().equals(context.run())
        ? StepFact.done("raised " + seen.since() + ", closed " + seen.closed())
        : StepFact.unknown("another run, " + seen.run() + ", raised one " + seen.since());
  }

  @Override
  public Evidence apply(StepContext context) {
    context.mustHold();
    freeze.raise(context.run(), context.plan().service().role(), context.actor());
    return recall(context);
  }

  @Override
  public Evidence recall(StepContext context) {
    return Evidence.of(
        "since", freeze.fence().map(fence -> fence.since().toString()).orElse("never"));
  }

  @Override
  public Evidence undo(StepContext context) {
    context.mustHold();
    freeze.remove();
    return Evidence.NONE;
  }
}
