package dev.cutover.cutover.step;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.EpochFence;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepCard;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepName;
import java.time.Duration;
import java.util.List;

/// S1: the run is this console's alone. The engine has taken the lock and begun the journal; here
/// the database itself learns the epoch, so that it refuses the statements of any other console.
public final class Begin implements Step {
  private final EpochFence fence;

  public Begin(EpochFence fence) {
    this.fence = fence;
  }

  @Override
  public StepName name() {
    return StepName.BEGIN;
  }

  @Override
  public StepCard describe(CutoverPlan plan) {
    return Cards.of(
        plan,
        name(),
        "Begin",
        "One console acts at a time. The database gets to know which, and refuses the others.",
        Duration.ofSeconds(1),
        "The mark is taken out of the database.");
  }

  @Override
  public List<Finding> check(StepContext context) {
    return List.of(Finding.pass("plan", "frozen, " + context.plan().steps().size() + " steps"));
  }

  @Override
  public List<Effect> effects(StepContext context) {
    return List.of(new Mark());
  }

  private final class Mark implements Effect {
    @Override
    public String name() {
      return "epoch";
    }

    @Override
    public StepFact inspect(StepContext context) {
      long found = fence.epoch();
      return found == 0
          ? StepFact.notDone("the database has no epoch")
          : StepFact.done("the database has epoch " + found);
    }

    @Override
    public Evidence apply(StepContext context) {
      fence.raise(context.epoch());
      return Evidence.of("epoch", context.epoch());
    }

    @Override
    public Evidence undo(StepContext context) {
      context.mustHold();
      fence.remove();
      return Evidence.NONE;
    }
  }

  @Override
  public List<Finding> verify(StepContext context) {
    context.mustHold();
    fence.raise(context.epoch());
    long found = fence.epoch();
    return List.of(
        found == context.epoch()
            ? Finding.pass("epoch", "the database has epoch " + found + ", ours")
            : Finding.fail(
                "epoch",
                "the database has epoch " + found + ", this run has " + context.epoch() + ".",
                "Another console took the run over, or its mark is from another server: look with"
                    + " `cutover status`."));
  }

  @Override
  public List<Finding> verifyUndo(StepContext context) {
    return List.of(
        fence.epoch() == 0
            ? Finding.pass("epoch", "the database has no mark of a run")
            : Finding.warn("epoch", "a mark was there before the run, and stays", ""));
  }
}
