package dev.cutover.cutover.step;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CanaryRuns;
import dev.cutover.cutover.CanaryRuns.Canary;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.PipelineWork;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepCard;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepFailure;
import dev.cutover.cutover.StepName;
import dev.cutover.job.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// S11: workers take up work; one run an integration goes before all others and shows that records
/// come through extract, transform and load, under their own tenant.
public final class Canaries implements Step {
  private final CanaryRuns canaries;
  private final PipelineWork work;

  public Canaries(CanaryRuns canaries, PipelineWork work) {
    this.canaries = canaries;
    this.work = work;
  }

  @Override
  public StepName name() {
    return StepName.WORKERS;
  }

  @Override
  public StepCard describe(CutoverPlan plan) {
    return Cards.of(
        plan,
        name(),
        "Start workers, first runs",
        "One run for each integration goes through the whole pipeline before anything else does."
            + " It only reads at the source.",
        Duration.ofMinutes(2),
        "Workers stop taking work when the switch is undone. What was loaded stays.");
  }

  @Override
  public List<Finding> check(StepContext context) throws InterruptedException {
    int workers = work.workers();
    int integrations = canaries.integrations().size();
    return List.of(
        integrations > 0
            ? Finding.pass("integrations", integrations + " are switched on")
            : Finding.warn(
                "integrations",
                "none is switched on, so there is nothing to read.",
                "Add one with `cutover integration add`; or accept that nothing is tried."),
        workers > 0
            ? Finding.pass("workers", workers + " processes are at work")
            : Finding.pass("workers", "none yet; this console works itself as long as it runs"));
  }

  @Override
  public List<Effect> effects(StepContext context) {
    List<Effect> effects = new ArrayList<>();
    canaries.integrations().forEach(each -> effects.add(new FirstRun(each)));
    return effects;
  }

  private static String tag(StepContext context) {
    return "cutover " + context.run();
  }

  private final class FirstRun implements Effect {
    private final CanaryRuns.Integration integration;

    FirstRun(CanaryRuns.Integration integration) {
      this.integration = integration;
    }

    @Override
    public String name() {
      return "first run of integration " + integration.id();
    }

    @Override
    public StepFact inspect(StepContext context) {
      Optional<Canary> found = canaries.find(tag(context), integration.id());
      if (found.isEmpty()) {
        return StepFact.notDone("not started");
      }
      return found.get().over()
          ? StepFact.done("run " + found.get().run() + " " + found.get().status())
          : StepFact.partial("run " + found.get().run() + " is under way");
    }

    @Override
    public Evidence apply(StepContext context) throws InterruptedException {
      context.mustHold();
      context.doing("first run of " + integration.title());
      Canary started = canaries.start(tag(context), integration.id());
      Duration bound = Duration.parse(context.plan().option("canary.bound", "PT10M"));
      if (!awaitEnd(context, bound)) {
        throw new StepFailure(
            new Problem(
                "workers.slow",
                "The first run of "
                    + integration.title()
                    + " (run "
                    + started.run()
                    + ") did not end within "
                    + bound
                    + ".",
                "See `cutover pipeline status --run "
                    + started.run()
                    + "`, then go on or roll"
                    + " back."));
      }
      return recall(context);
    }

    /// Workers may end while it waits, such as those of a process that was killed a moment ago.
    private boolean awaitEnd(StepContext context, Duration bound) throws InterruptedException {
      return Waiting.until(
          context,
          bound,
          () -> {
            if (work.workers() == 0) {
              work.takeUp();
            }
            return canaries.find(tag(context), integration.id()).map(Canary::over).orElse(false);
          });
    }

    @Override
    public Evidence recall(StepContext context) {
      Canary end = canaries.find(tag(context), integration.id()).orElseThrow();
      return Evidence.of("run", end.run())
          .and("status", end.status())
          .and("extracted", end.extracted())
          .and("loaded", end.loaded())
          .and("failed", end.failed());
    }

    @Override
    public Evidence undo(StepContext context) {
      work.layDown();
      return Evidence.NONE;
    }

    /// Raw rows are only added, business rows are those of the source.
    @Override
    public Reversal reversal() {
      return Reversal.KEPT;
    }
  }

  @Override
  public List<Finding> verify(StepContext context) {
    List<Finding> findings = new ArrayList<>();
    for (CanaryRuns.Integration each : canaries.integrations()) {
      findings.add(
          canaries
              .find(tag(context), each.id())
              .map(canary -> finding(each, canary))
              .orElseGet(
                  () -> Finding.fail(each.title(), "has no first run.", "Go on: it is started.")));
    }
    return findings;
  }

  private static Finding finding(CanaryRuns.Integration integration, Canary canary) {
    String text =
        "run "
            + canary.run()
            + " "
            + canary.status()
            + ": extracted "
            + canary.extracted()
            + ", loaded "
            + canary.loaded()
            + ", failed "
            + canary.failed();
    if (canary.foreign() > 0) {
      return Finding.fail(
          integration.title(),
          text + "; " + canary.foreign() + " rows carry another tenant.",
          "Roll back; the rows are named by `cutover raw list`.");
    }
    return canary.passed()
        ? Finding.pass(integration.title(), text)
        : Finding.warn(
            integration.title(),
            text + ".",
            "See `cutover pipeline status --run "
                + canary.run()
                + "`; accept it with a reason, or"
                + " roll back.");
  }

  @Override
  public List<Finding> verifyUndo(StepContext context) {
    return List.of();
  }
}
