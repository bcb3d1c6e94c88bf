package dev.cutover.cutover;

import java.util.Optional;

/// What a person may say to a run that this process holds. Every command returns at once; what came
/// of it is in the next [CutoverSnapshot].
public interface RunControl {

  CutoverSnapshot snapshot();

  /// Begins, goes on, or tries again: in the direction that the run has.
  ///
  /// @param until the step after which it holds; empty: to the end
  void go(Optional<StepName> until);

  /// Stops after the step at hand.
  void holdAfterThisStep();

  /// Stops at the next safe point; what was begun is put back by its effect or finished later.
  void cancel();

  /// Accepts a warning.
  ///
  /// @param decision as it was asked
  /// @param check of the finding
  void accept(DecisionNeeded decision, String check, String reason);

  /// Says that there shall be no way back.
  ///
  /// @param typed the name of the database
  /// @throws RunRefused another name was typed
  void confirm(DecisionNeeded decision, String typed);

  /// Says what is true of an effect that cannot be seen.
  void treat(DecisionNeeded decision, boolean done, String reason);

  /// Undoes everything behind a step, then holds.
  void undoTo(StepName stays, String reason);

  /// R1: undoes every step in reverse. Nothing is restored, nothing that was loaded is lost.
  void rollBack(String reason);

  /// R2: goes back to the backup, puts it in the live database's place, then undoes the rest.
  ///
  /// @param typed the name of the database
  /// @throws RunRefused another name was typed, or there is no proved backup
  void restore(String reason, String typed);
}
