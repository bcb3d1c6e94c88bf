package dev.cutover.cutover;

import dev.cutover.check.Finding;
import dev.cutover.cutover.JournalRecord.Phase;
import dev.cutover.job.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Undoes a step: its effects in reverse order, then the proof that things are as before.
final class StepBack {
  private final RunScribe scribe;
  private final EngineContext context;
  private final Function<Exception, Problem> explain;

  StepBack(RunScribe scribe, EngineContext context, Function<Exception, Problem> explain) {
    this.scribe = scribe;
    this.context = context;
    this.explain = explain;
  }

  StepEnd run(Step step) {
    StepName name = step.name();
    try {
      List<Effect> effects = new ArrayList<>(step.effects(context));
      mustKnowAll(name, effects);
      for (Effect effect : effects.reversed()) {
        StepEnd end =
            context.live().isCancelled() ? new StepEnd.Cancelled(name) : undo(name, effect);
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

  /// What was done and is not in the list any more could not be undone, and nobody would see it.
  private void mustKnowAll(StepName step, List<Effect> effects) {
    var names = effects.stream().map(Effect::name).collect(Collectors.toSet());
    for (EffectPast past : scribe.history().step(step).effects()) {
      if (past.isOpen() && !names.contains(past.name())) {
        throw new StepFailure(
            new Problem(
                "cutover.unknown_effect",
                "'"
                    + past.name()
                    + "' of the step "
                    + step.word()
                    + " was done by this run, and"
                    + " this version of the program does not know how to undo it. It still stands.",
                "Use the version that began the run, or undo it by hand and say so."));
      }
    }
  }

  private StepEnd undo(StepName step, Effect effect) throws InterruptedException {
    EffectPast past = scribe.history().step(step).effect(effect.name());
    switch (past.state()) {
      case NONE, UNDONE -> {
        return StepEnd.DONE;
      }
      case ADOPTED -> {
        return left(step, effect, "it was so before the run");
      }
      case BEGUN, DONE, UNDOING -> {}
    }
    if (effect.reversal() == Effect.Reversal.KEPT) {
      return left(step, effect, "kept: it harms nobody");
    }
    if (effect.reversal() == Effect.Reversal.FINAL) {
      throw new StepFailure(
          new Problem(
              "cutover.final",
              "'" + effect.name() + "' of the step " + step.word() + " has no way back.",
              "Restore the backup into a database of its own by hand, if its rows are needed."));
    }
    context.live().begin("undoing " + effect.name());
    context.mustHold();
    StepFact fact = effect.inspect(context);
    StepFact.State state =
        fact.state() == StepFact.State.UNKNOWN && past.treat() != null
            ? past.treat()
            : fact.state();
    return switch (state) {
      case NOT_DONE -> left(step, effect, "found as before: " + fact.detail());
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
                      + " is still done: "
                      + fact.detail()
                      + "."));
      case DONE, PARTIAL -> putBack(step, effect);
    };
  }

  private StepEnd left(StepName step, Effect effect, String why) {
    scribe.write(step, effect.name(), Phase.UNDONE, Evidence.of("left", why));
    return StepEnd.DONE;
  }

  private StepEnd putBack(StepName step, Effect effect) {
    scribe.write(step, effect.name(), Phase.UNDO_INTENT, Evidence.NONE);
    Evidence told;
    try {
      told = effect.undo(context);
    } catch (InterruptedException stopped) {
      scribe.write(step, effect.name(), Phase.NOTE, Evidence.of("cancelled", "at a safe point"));
      return new StepEnd.Cancelled(step);
    } catch (LostRun lost) {
      throw lost;
    } catch (RuntimeException e) {
      return fail(step, effect.name(), e);
    }
    scribe.write(step, effect.name(), Phase.UNDONE, told);
    return StepEnd.DONE;
  }

  private StepEnd verify(Step step) throws InterruptedException {
    context.live().begin("looking whether it is as before");
    List<Finding> findings = step.verifyUndo(context);
    if (StepForward.hasFailed(findings)) {
      String text = StepForward.failures(findings);
      scribe.failed(step.name(), "", led().and(RunScribe.evidence(findings)), text);
      return new StepEnd.Failed(
          step.name(),
          new Problem(
              "cutover.undo_not_verified",
              "The step " + step.name().word() + " was undone, and is not as before: " + text,
              "Mend what is named and go on with the rollback."));
    }
    scribe.write(step.name(), "", Phase.UNDO_VERIFIED, RunScribe.evidence(findings));
    return StepEnd.DONE;
  }

  /// The failure of an undo is told together with the one that led to it.
  private Evidence led() {
    String led = scribe.history().led();
    return led.isEmpty() ? Evidence.NONE : Evidence.of("led by", led);
  }

  private StepEnd fail(StepName step, String effect, RuntimeException e) {
    Problem problem = e instanceof StepFailure failure ? failure.problem() : explain.apply(e);
    scribe.failed(step, effect, led().and("code", problem.code()), problem.toString());
    return new StepEnd.Failed(step, problem);
  }
}
