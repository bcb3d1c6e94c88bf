package dev.cutover.cutover.step;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Preflight;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepCard;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// S0: everything that can be known to stand in the way is found before anything is touched, all at
/// once, each with what to do about it.
public final class PreflightStep implements Step {
  private static final Duration USUALLY = Duration.ofSeconds(10);

  private final List<Preflight> groups;

  public PreflightStep(List<Preflight> groups) {
    this.groups = List.copyOf(groups);
  }

  @Override
  public StepName name() {
    return StepName.PREFLIGHT;
  }

  @Override
  public StepCard describe(CutoverPlan plan) {
    Duration measured = plan.estimates().get(name().word());
    return new StepCard(
        name(),
        "Look before anything is touched",
        "Asks database, broker, this machine and the old service for all that would stop the"
            + " cutover half-way, and says what to do about each.",
        measured == null ? USUALLY : measured,
        measured != null,
        "Nothing to undo: it only looks.");
  }

  @Override
  public List<Finding> check(StepContext context) throws InterruptedException {
    return examine(context.plan());
  }

  /// All groups, for a verb that has a plan but no run.
  public List<Finding> examine(CutoverPlan plan) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    for (Preflight group : groups) {
      try {
        findings.addAll(group.examine(plan));
      } catch (RuntimeException failure) {
        findings.add(
            Finding.fail(
                group.area(),
                "could not be looked at: " + failure.getMessage(),
                "Make it reachable, then look again; nothing was changed."));
      }
    }
    return findings;
  }

  @Override
  public List<Effect> effects(StepContext context) {
    return List.of();
  }

  @Override
  public List<Finding> verify(StepContext context) {
    return List.of();
  }

  @Override
  public List<Finding> verifyUndo(StepContext context) {
    return List.of();
  }
}
