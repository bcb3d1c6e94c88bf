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
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// S13: the pipeline works and is watched; then a person says GO, or rolls back. The run does not
/// occupy a console meanwhile: the answer is asked whenever somebody looks.
public final class Soak implements Step {
  /// Accepting this finding is the GO.
  public static final String GO = "go";

  private static final String EFFECT = "begun";
  private static final String SINCE = "since";

  @Override
  public StepName name() {
    return StepName.SOAK;
  }

  @Override
  public StepCard describe(CutoverPlan plan) {
    return Cards.of(
        plan,
        name(),
        "Watch, then decide",
        "The pipeline works for "
            + length(plan)
            + " under watch. Then a person says GO or rolls"
            + " back; nobody decides it by waiting.",
        length(plan),
        "Every rollback is possible until GO.");
  }

  private static Duration length(CutoverPlan plan) {
    return Duration.parse(plan.option("soak", "PT24H"));
  }

  @Override
  public List<Finding> check(StepContext context) {
    return List.of(Finding.pass("soak", length(context.plan()).toString()));
  }

  @Override
  public List<Effect> effects(StepContext context) {
    return List.of(new Begun());
  }

  private static final class Begun implements Effect {
    @Override
    public String name() {
      return EFFECT;
    }

    @Override
    public StepFact inspect(StepContext context) {
      return context
          .found(StepName.SOAK, EFFECT)
          .map(begun -> StepFact.done("since " + begun.facts().get(SINCE)))
          .orElseGet(() -> StepFact.notDone("not begun"));
    }

    @Override
    public Evidence apply(StepContext context) {
      Instant now = context.clock().instant();
      return Evidence.of(SINCE, now).and("until", now.plus(length(context.plan())));
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
    Instant since =
        context
            .found(StepName.SOAK, EFFECT)
            .map(begun -> Instant.parse(begun.facts().getOrDefault(SINCE, "")))
            .orElseGet(() -> context.clock().instant());
    Instant until = since.plus(length(context.plan()));
    Instant now = context.clock().instant();
    return List.of(
        now.isBefore(until)
            ? Finding.warn(
                GO,
                "The pipeline has been watched for "
                    + rounded(Duration.between(since, now))
                    + "; the plan wants "
                    + length(context.plan())
                    + " (until "
                    + until
                    + ").",
                "Wait and look again. Accepting this is GO before the time; or roll back.")
            : Finding.warn(
                GO,
                "The pipeline has been watched for " + rounded(Duration.between(since, now)) + ".",
                "Accept this to say GO, or roll back."));
  }

  private static Duration rounded(Duration time) {
    return time.truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
  }

  @Override
  public List<Finding> verifyUndo(StepContext context) {
    return List.of();
  }
}
