package dev.cutover.cutover;

import dev.cutover.check.Finding;
import dev.cutover.check.Finding.Severity;
import dev.cutover.cutover.JournalRecord.Phase;
import dev.cutover.job.Problem;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Carries a step out: check, effects, verify; each written down before and after.
final class StepForward {
  private final RunScribe scribe;
  private final EngineContext context;
  private final Function<Exception, Problem> explain;

  StepForward(RunScribe scribe, EngineContext context, Function<Exception, Problem> explain) {
    this.scribe = scribe;
    this.context = context;
    this.explain = explain;
  }

  StepEnd run(Step step) {
    StepName name = step.name();
    try {
      if (!past(name).isOpen()) {
        StepEnd checked = check(step);
        if (!(checked instanceof StepEnd.Done)) {
          return checked;
        }
      }
      for (Effect effect : step.effects(context)) {
        StepEnd end =
            context.live().isCancelled() ? new StepEnd.Cancelled(name) : carry(name, effect);
        if (!(end instanceof StepEnd.Done)) {
          return end;
        }
      }
      return verify(step);
    } catch (InterruptedException stopped) {
      return new StepEnd.Cancelled(name);
    } catch (LostRun | JournalLost broken) {
      throw broken;
    } catch (RuntimeException e) {
      return fail(name, "", e);
    }
  }

  private StepPast past(StepName step) {
    return scribe.history().step(step);
  }

  private StepEnd check(Step step) throws InterruptedException {
    context.live().begin("checking what stands in the way");
    List<Finding> findings = step.check(context);
    if (hasFailed(findings)) {
      scribe.failed(step.name(), "", RunScribe.evidence(findings), failures(findings));
      return new StepEnd.Refused(step.name(), findings);
    }
    List<Finding> open = unaccepted(step.name(), findings, Words::before);
    if (!open.isEmpty()) {
      return new StepEnd.Asks(
          new DecisionNeeded(
              DecisionNeeded.Kind.ACCEPT_BEFORE,
              step.name(),
              "",
              open,
              "Warnings before the step " + step.name().word() + ": accept each with a reason."));
    }
    if (isFinal(step) && !past(step.name()).accepted(Words.NO_RETURN)) {
      return new StepEnd.Asks(
          new DecisionNeeded(
              DecisionNeeded.Kind.CONFIRM,
              step.name(),
              "",
              findings,
              "There is no way back behind the step "
                  + step.name().word()
                  + ". Type the name of the database to go on."));
    }
    context.mustHold();
    scribe.write(step.name(), "", Phase.INTENT, RunScribe.evidence(findings));
    return StepEnd.DONE;
  }

  private boolean isFinal(Step step) throws InterruptedException {
    return step.effects(context).stream()
        .anyMatch(effect -> effect.reversal() == Effect.Reversal.FINAL);
  }

  private StepEnd carry(StepName step, Effect effect) throws InterruptedException {
    EffectPast past = past(step).effect(effect.name());
    if (past.isDone()) {
      return StepEnd.DONE;
    }
    context.live().begin(effect.name());
    context.mustHold();
    StepFact fact = effect.inspect(context);
    StepFact.State state =
        fact.state() == StepFact.State.UNKNOWN && past.treat() != null
            ? past.treat()
            : fact.state();
    return switch (state) {
      case DONE -> {
        Evidence told = effect.recall(context).and("found", fact.detail());
        scribe.write(
            step,
            effect.name(),
            Phase.DONE,
            past.isOpen() ? told : told.and(Words.ADOPTED, "the run did not do it"));
        yield StepEnd.DONE;
      }
      case UNKNOWN ->
          new StepEnd.Asks(
              new DecisionNeeded(
                  DecisionNeeded.Kind.UNKNOWN,
                  step,
                  effect.name(),
                  List.of(),
                  "It cannot be seen whether '"
                      + effect.name()
                      + "' of the step "
                      + step.word()
                      + " is done: "
                      + fact.detail()
                      + "."));
      case NOT_DONE, PARTIAL -> apply(step, effect, past);
    };
  }

  private StepEnd apply(StepName step, Effect effect, EffectPast past) throws InterruptedException {
    Evidence before = past.isOpen() ? past.before() : effect.before(context);
    context.mustHold();
    scribe.write(step, effect.name(), Phase.INTENT, before);
    Evidence told;
    try {
      told = effect.apply(context);
    } catch (InterruptedException stopped) {
      scribe.write(step, effect.name(), Phase.NOTE, Evidence.of("cancelled", "at a safe point"));
      return new StepEnd.Cancelled(step);
    } catch (LostRun lost) {
      throw lost;
    } catch (RuntimeException e) {
      return fail(step, effect.name(), e);
    }
    scribe.write(step, effect.name(), Phase.DONE, told);
    return StepEnd.DONE;
  }

  private StepEnd verify(Step step) throws InterruptedException {
    context.live().begin("looking whether it really happened");
    List<Finding> findings = step.verify(context);
    if (hasFailed(findings)) {
      scribe.failed(step.name(), "", RunScribe.evidence(findings), failures(findings));
      return new StepEnd.Failed(
          step.name(),
          new Problem(
              "cutover.not_verified",
              "The step "
                  + step.name().word()
                  + " was carried out, and is not as it should be: "
                  + failures(findings),
              "Mend what is named and retry, or roll back."));
    }
    List<Finding> open = unaccepted(step.name(), findings, Words::after);
    if (!open.isEmpty()) {
      return new StepEnd.Asks(
          new DecisionNeeded(
              DecisionNeeded.Kind.ACCEPT_AFTER,
              step.name(),
              "",
              open,
              "Warnings after the step "
                  + step.name().word()
                  + ": accept each with a reason, or"
                  + " roll back."));
    }
    scribe.write(step.name(), "", Phase.VERIFIED, RunScribe.evidence(findings));
    return StepEnd.DONE;
  }

  private List<Finding> unaccepted(
      StepName step, List<Finding> findings, UnaryOperator<String> when) {
    return findings.stream()
        .filter(each -> each.severity() == Severity.WARN)
        .filter(each -> !past(step).accepted(when.apply(each.check())))
        .toList();
  }

  private StepEnd fail(StepName step, String effect, RuntimeException e) {
    Problem problem = e instanceof StepFailure failure ? failure.problem() : explain.apply(e);
    scribe.failed(step, effect, Evidence.of("code", problem.code()), problem.toString());
    return new StepEnd.Failed(step, problem);
  }

  static boolean hasFailed(List<Finding> findings) {
    return findings.stream().anyMatch(each -> each.severity() == Severity.FAIL);
  }

  static String failures(List<Finding> findings) {
    return String.join(
        " ",
        findings.stream()
            .filter(each -> each.severity() == Severity.FAIL)
            .map(each -> each.check() + ": " + each.found() + " " + each.remedy())
            .toList());
  }
}
