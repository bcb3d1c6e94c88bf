package dev.cutover.cutover;

/// Who carries out the pipeline's jobs from the switch on: processes of their own, or this one
/// while there are none.
public interface PipelineWork {

  /// Worker processes that told in the last minute that they live, with this one when it works; 0
  /// when a work queue has no reader, whatever they told.
  int workers() throws InterruptedException;

  /// Workers of this process, until they are laid down or the process ends. Nothing happens when it
  /// works already. They can take jobs when this returns.
  void takeUp() throws InterruptedException;

  /// Ends those of this process, at a safe point. Nothing happens when there are none.
  void layDown();
}
