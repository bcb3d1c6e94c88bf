package dev.cutover.cutover;

import dev.cutover.job.Progress;
import java.time.InstantSource;
import java.util.Optional;

/// What a step may use while it runs.
public interface StepContext {
  CutoverPlan plan();

  /// The run's id: letters, digits and dashes; part of the names of what a run makes.
  String run();

  /// Who acts, such as `anna@ws14`.
  String actor();

  InstantSource clock();

  /// Of the effect that runs: bytes or rows and their total where it is known. Its cancelled state
  /// is the operator's wish to stop at the next safe point; an effect answers it with
  /// [InterruptedException] after it put its own half back.
  Progress progress();

  /// Says what is being done right now, for the line under the progress bar.
  void doing(String text);

  /// The newest evidence of an effect of this run that is done and not undone.
  Optional<Evidence> found(StepName step, String effect);

  /// What was read before that effect, for its undo.
  Optional<Evidence> before(StepName step, String effect);

  /// How often a step of this run was undone as a whole: what a later round makes gets other names
  /// than what an earlier one left.
  default int undone(StepName step) {
    return 0;
  }

  /// Throws when another console has taken the run over: to be called before each statement that
  /// cannot carry the epoch itself.
  ///
  /// @throws LostRun another console holds a newer epoch
  void mustHold();

  /// True before a run: no step was carried out yet, so what a later one finds is still what the
  /// steps ahead of it will change. Only what stands in the way in any case is a failure then.
  default boolean looksAhead() {
    return false;
  }

  /// The number that this process took the run with; every guarded statement carries it.
  long epoch();
}
