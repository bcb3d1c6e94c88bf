package dev.cutover.cutover.step;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepCard;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.WriteFreeze;
import dev.cutover.cutover.shadow.Shadow;
import java.time.Duration;
import java.util.List;

/// The freeze's part of S14: the fence goes, now that nobody goes back, and the shadow, if its
/// differences were kept to be looked at. The old service's role stays without login, its tables
/// stay with the pipeline's role, its folder and its copy stay on the disk.
public final class Remnants implements Step {
  private static final Duration EXPECTED = Duration.ofSeconds(5);

  private final WriteFreeze freeze;
  private final Shadow shadow;

  public Remnants(WriteFreeze freeze, Shadow shadow) {
    this.freeze = freeze;
    this.shadow = shadow;
  }

  @Override
  public StepName name() {
    return StepName.COMMIT;
  }

  @Override
  public StepCard describe(CutoverPlan plan) {
    return new StepCard(
        StepName.COMMIT,
        "Take the fence away",
        "The old service does not come back, so nothing need be kept from it.",
        EXPECTED,
        false,
        "None.");
  }

  @Override
  public List<Finding> check(StepContext context) {
    return List.of();
  }

  @Override
  public List<Effect> effects(StepContext context) {
    return List.of(new Gone(), new ShadowGone());
  }

  @Override
  public List<Finding> verify(StepContext context) {
    return List.of(
        freeze.fence().isEmpty()
            ? Finding.pass("fence", "It is gone.")
            : Finding.fail("fence", "It is still there.", "Go on with `cutover resume`."));
  }

  @Override
  public List<Finding> verifyUndo(StepContext context) {
    return List.of();
  }

  private final class Gone implements Effect {
    @Override
    public String name() {
      return "fence taken away";
    }

    @Override
    public Reversal reversal() {
      return Reversal.FINAL;
    }

    @Override
    public StepFact inspect(StepContext context) {
      return freeze.fence().isEmpty()
          ? StepFact.done("there is none")
          : StepFact.notDone("it is there");
    }

    @Override
    public Evidence apply(StepContext context) throws InterruptedException {
      context.mustHold();
      for (CutoverPlan.Table table : context.plan().tables()) {
        freeze.open(table);
      }
      freeze.remove();
      return recall(context);
    }

    @Override
    public Evidence recall(StepContext context) {
      return Evidence.of("tables", context.plan().tables().size());
    }

    @Override
    public Evidence undo(StepContext context) {
      throw new IllegalStateException("a commit has no way back");
    }
  }

  private final class ShadowGone implements Effect {
    @Override
    public String name() {
      return "shadow taken away";
    }

    @Override
    public Reversal reversal() {
      return Reversal.FINAL;
    }

    @Override
    public StepFact inspect(StepContext context) {
      StepFact there = shadow.inspect(context.run());
      return there.state() == StepFact.State.NOT_DONE
          ? StepFact.done(there.detail())
          : StepFact.notDone(there.detail());
    }

    @Override
    public Evidence apply(StepContext context) throws InterruptedException {
      context.mustHold();
      shadow.drop(context.run());
      return Evidence.NONE;
    }

    @Override
    public Evidence undo(StepContext context) {
      throw new IllegalStateException("a commit has no way back");
    }
  }
}
