package dev.cutover.cutover.step;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.PlatformInventory;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepCard;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.TopologyControl;
import dev.cutover.cutover.TopologyReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// S2: writes down what is there, so that anybody can compare afterwards.
public final class Inventory implements Step {
  private static final String EFFECT = "inventory";

  private final PlatformInventory platform;
  private final TopologyControl broker;

  public Inventory(PlatformInventory platform, TopologyControl broker) {
    this.platform = platform;
    this.broker = broker;
  }

  @Override
  public StepName name() {
    return StepName.INVENTORY;
  }

  @Override
  public StepCard describe(CutoverPlan plan) {
    return Cards.of(
        plan,
        name(),
        "Take inventory",
        "Tables and their rows, sequences, roles, sessions, integrations and queues are written"
            + " down as they are before the first change.",
        Duration.ofSeconds(5),
        "Nothing to undo: it only looks.");
  }

  @Override
  public List<Finding> check(StepContext context) {
    return List.of(Finding.pass("tables", context.plan().tables().size() + " in the plan"));
  }

  @Override
  public List<Effect> effects(StepContext context) {
    return List.of(new Look());
  }

  private final class Look implements Effect {
    @Override
    public String name() {
      return EFFECT;
    }

    @Override
    public StepFact inspect(StepContext context) {
      return context.found(StepName.INVENTORY, EFFECT).isPresent()
          ? StepFact.done("taken")
          : StepFact.notDone("not taken yet");
    }

    @Override
    public Evidence apply(StepContext context) throws InterruptedException {
      context.doing("counting tables, roles and sessions");
      Evidence evidence = platform.take(context.plan());
      context.doing("looking at the broker");
      TopologyReport report = broker.show();
      evidence = evidence.and("broker", report.server());
      for (TopologyReport.Found each : report.found()) {
        evidence =
            evidence.and(
                each.object(), each.ready() + " messages, " + each.consumers() + " consumers");
      }
      return evidence;
    }

    @Override
    public Evidence undo(StepContext context) {
      return Evidence.NONE;
    }

    @Override
    public Reversal reversal() {
      return Reversal.KEPT;
    }
  }

  @Override
  public List<Finding> verify(StepContext context) {
    Optional<Evidence> taken = context.found(StepName.INVENTORY, EFFECT);
    return List.of(
        taken.isPresent() && !taken.get().facts().isEmpty()
            ? Finding.pass("inventory", taken.get().facts().size() + " facts")
            : Finding.fail("inventory", "nothing was written down.", "Try again."));
  }

  @Override
  public List<Finding> verifyUndo(StepContext context) {
    return List.of();
  }
}
