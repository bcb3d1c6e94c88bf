package dev.cutover.bench;

import dev.cutover.boot.Scratch;
import dev.cutover.boot.TrialRun;
import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.CutoverSnapshot.State;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepCard;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// What the engine itself takes of a cutover: a run through all steps, with as many effects as a
/// whole cutover has, whose steps do nothing. Its time is that of the journal on the disk, of its
/// copy in the database, and of asking for the lock before each change.
final class EngineBench {
  /// A cutover of the sample platform: 16 steps with 77 effects.
  private static final int EFFECTS = 5;

  private static final long LOOK_NANOS = 200_000;

  private EngineBench() {}

  /// @return milliseconds of the run
  static double run(Scratch scratch, Path folder) throws InterruptedException {
    List<Step> steps = new ArrayList<>();
    for (StepName each : StepName.values()) {
      if (each != StepName.RESTORE) {
        steps.add(new Idle(each));
      }
    }
    try (TrialRun trial = TrialRun.open(scratch, folder, steps)) {
      long begun = System.nanoTime();
      trial.run().go(Optional.empty());
      while (trial.run().snapshot().state() == State.RUNNING) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
      double millis = (System.nanoTime() - begun) / 1e6;
      State end = trial.run().snapshot().state();
      if (!end.isOver()) {
        throw new IllegalStateException("Measuring ended: the run of the engine is " + end);
      }
      return millis;
    }
  }

  private record Idle(StepName name) implements Step {
    @Override
    public StepCard describe(CutoverPlan plan) {
      return new StepCard(name, name.word(), "", Duration.ZERO, false, "");
    }

    @Override
    public List<Finding> check(StepContext context) {
      return List.of(Finding.pass("idle", "nothing to do"));
    }

    @Override
    public List<Effect> effects(StepContext context) {
      List<Effect> effects = new ArrayList<>();
      for (int i = 1; i <= EFFECTS; i++) {
        effects.add(new Nothing("effect " + i));
      }
      return effects;
    }

    @Override
    public List<Finding> verify(StepContext context) {
      return List.of(Finding.pass("idle", "nothing was done"));
    }

    @Override
    public List<Finding> verifyUndo(StepContext context) {
      return List.of();
    }
  }

  private record Nothing(String name) implements Effect {
    @Override
    public StepFact inspect(StepContext context) {
      return StepFact.notDone("nothing");
    }

    @Override
    public Evidence apply(StepContext context) {
      return Evidence.of("did", "nothing");
    }

    @Override
    public Evidence undo(StepContext context) {
      return Evidence.NONE;
    }
  }
}
