package dev.cutover.pipeline;

import dev.cutover.job.Stage;

/// What any console does for all: finds work whose worker or hint is gone. Guarded like every move,
/// so any number of reapers may run.
public interface JobReaper {

  /// T10: jobs whose lease ran out go back to pending, or are dead on their last attempt.
  ///
  /// @return jobs moved
  int rescueLostWorkers();

  /// T3: jobs whose hint has been out for too long go back to pending.
  ///
  /// @param brokerIsEmpty the queue holds no message: the hint is lost, so the wait is short
  /// @return jobs moved
  int recallStaleHints(Stage stage, boolean brokerIsEmpty);

  /// Ends runs that have no open job: status, watermarks.
  ///
  /// @return runs ended
  int closeFinishedRuns();
}
