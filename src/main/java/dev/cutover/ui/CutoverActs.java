package dev.cutover.ui;

import dev.cutover.cutover.FrozenPlan;
import dev.cutover.cutover.RunControl;

/// What the window may do with a cutover. One run is held at a time; it is given back when the
/// window closes, at a safe point.
public interface CutoverActs {

  /// Puts the plan onto the shelf and takes the run; does nothing else until it is told to.
  ///
  /// @throws dev.cutover.cutover.RunRefused wrong servers, or another console holds the target
  void begin(FrozenPlan plan) throws InterruptedException;

  /// Takes a run that was begun before; harmless when it is held already.
  ///
  /// @param takeOver whoever holds it is put out
  /// @throws dev.cutover.cutover.RunRefused wrong servers, held by another, damaged journal
  void open(String run, boolean takeOver) throws InterruptedException;

  /// The run that this window holds.
  ///
  /// @throws IllegalStateException it holds none
  RunControl control();
}
