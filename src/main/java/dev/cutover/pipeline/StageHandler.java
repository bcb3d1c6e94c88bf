package dev.cutover.pipeline;

/// What a stage does with a job.
public interface StageHandler {

  /// Carries out the attempt up to its last write, which it hands over in [Outcome.Done].
  ///
  /// @throws InterruptedException when the runtime stops; pages committed so far stay
  Outcome handle(Attempt attempt) throws InterruptedException;
}
