package dev.cutover.pipeline;

import dev.cutover.job.Stage;
import java.util.Set;

/// `etl_worker`: which worker processes there are.
public interface WorkerRegistry {

  /// Enters or refreshes this process.
  ///
  /// @return slots of all live workers of every process, this one included
  int report(Set<Stage> stages, int slots, String state, WorkerTally tally);

  /// Takes this process off the list.
  void leave();
}
