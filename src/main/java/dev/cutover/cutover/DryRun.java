package dev.cutover.cutover;

import dev.cutover.check.Finding;
import dev.cutover.job.Problem;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Looks at everything a run would do: checks of every step, and what is true of each of its
/// effects. Changes nothing, takes no lock, writes no journal.
public final class DryRun {

  /// @param facts by the effect's name, as `name: state, detail`
  /// @param trouble why the step cannot be looked at before those ahead of it; empty when it can
  public record Line(StepCard card, List<Finding> findings, List<String> facts, String trouble) {}

  private final FrozenPlan plan;
  private final List<Step> steps;
  private final Function<Exception, Problem> explain;
  private final EngineContext context;

  public DryRun(
      FrozenPlan plan,
      List<Step> steps,
      Function<Exception, Problem> explain,
      String actor,
      InstantSource clock) {
    this.plan = plan;
    this.steps = List.copyOf(steps);
    this.explain = explain;
    this.context =
        new EngineContext(
            plan, new RunHistory(), actor, clock, new LiveProgress(() -> false), null);
  }

  public List<Line> look() throws InterruptedException {
    List<Line> lines = new ArrayList<>();
    for (Step step : steps) {
      if (plan.plan().steps().contains(step.name())) {
        lines.add(look(step));
      }
    }
    return List.copyOf(lines);
  }

  private Line look(Step step) throws InterruptedException {
    StepCard card = step.describe(plan.plan());
    List<Finding> findings = List.of();
    List<String> facts = new ArrayList<>();
    String trouble = "";
    try {
      findings = step.check(context);
      for (Effect effect : step.effects(context)) {
        StepFact fact = effect.inspect(context);
        String state = fact.state().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        facts.add(effect.name() + ": " + state + ", " + fact.detail());
      }
    } catch (RuntimeException e) {
      Problem problem = e instanceof StepFailure failure ? failure.problem() : explain.apply(e);
      trouble = problem.what();
    }
    return new Line(card, List.copyOf(findings), List.copyOf(facts), trouble);
  }
}
