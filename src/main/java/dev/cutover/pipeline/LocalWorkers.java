package dev.cutover.pipeline;

import dev.cutover.job.Stage;
import java.util.Map;

/// The workers inside this process: how many jobs it works on at once in each stage. Changing the
/// numbers lets running jobs come to their next page first.
public interface LocalWorkers extends AutoCloseable {

  /// @param slots jobs at once by stage; a stage without one is not worked on
  /// @param state as [PipelineRuntime#state], `stopped` when there are none
  /// @param done jobs ended since the program started
  /// @param most slots of all stages together that the database connections allow
  record State(Map<Stage, Integer> slots, String state, long done, int most) {}

  State state();

  /// Starts, changes or, with no slots at all, stops the workers. Returns when it is done.
  ///
  /// @throws IllegalArgumentException when more slots are asked for than connections allow
  void setSlots(Map<Stage, Integer> slots) throws InterruptedException;

  /// Drains.
  @Override
  void close();
}
