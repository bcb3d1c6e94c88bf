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
import dev.cutover.cutover.TrafficSwitch;
import dev.cutover.cutover.TrafficSwitch.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// S14: the point of no return. What the run kept for a way back is taken away; backup, old
/// service's copy and journal stay.
public final class Commit implements Step {
  private final EpochFence fence;
  private final TrafficSwitch traffic;
  private final Optional<Step> service;

  /// @param service what is left of the old service to be put away, as a step of the same name
  public Commit(EpochFence fence, TrafficSwitch traffic, Optional<Step> service) {
    this.fence = fence;
    this.traffic = traffic;
    this.service = service;
  }

  @Override
  public StepName name() {
    return StepName.COMMIT;
  }

  @Override
  public StepCard describe(CutoverPlan plan) {
    return Cards.of(
        plan,
        name(),
        "Commit",
        "The cutover is over. What was kept for a way back is taken away; the backup, the copy of"
            + " the old service and the journal stay.",
        Duration.ofSeconds(2),
        "None: this is the point of no return.");
  }

  @Override
  public List<Finding> check(StepContext context) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    if (service.isPresent()) {
      findings.addAll(service.get().check(context));
    }
    findings.add(
        context.looksAhead()
            ? Finding.pass("mode", "Not yet: S10 gives the pipeline the work.")
            : mode());
    return findings;
  }

  private Finding mode() {
    return traffic.mode() == Mode.PIPELINE
        ? Finding.pass("mode", "the pipeline works")
        : Finding.fail(
            "mode",
            "the monolith works: there is nothing to commit.",
            "See who changed etl_runtime; undo to the switch, or roll back.");
  }

  @Override
  public List<Effect> effects(StepContext context) throws InterruptedException {
    List<Effect> effects = new ArrayList<>();
    if (service.isPresent()) {
      effects.addAll(service.get().effects(context));
    }
    effects.add(new Unmarked());
    return effects;
  }

  private final class Unmarked implements Effect {
    @Override
    public String name() {
      return "epoch taken away";
    }

    @Override
    public StepFact inspect(StepContext context) {
      return fence.epoch() == 0
          ? StepFact.done("no mark of a run is in the database")
          : StepFact.notDone("the run's mark is in the database");
    }

    @Override
    public Evidence apply(StepContext context) {
      context.mustHold();
      fence.remove();
      return Evidence.NONE;
    }

    @Override
    public Evidence undo(StepContext context) {
      throw new IllegalStateException("a commit has no way back");
    }

    @Override
    public Reversal reversal() {
      return Reversal.FINAL;
    }
  }

  @Override
  public List<Finding> verify(StepContext context) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    if (service.isPresent()) {
      findings.addAll(service.get().verify(context));
    }
    findings.add(mode());
    return findings;
  }

  @Override
  public List<Finding> verifyUndo(StepContext context) {
    return List.of();
  }
}
