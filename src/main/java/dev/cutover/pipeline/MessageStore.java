package dev.cutover.pipeline;

import java.util.Optional;

/// Where messages go that are no hints.
public interface MessageStore {

  /// T1 for a job that another program sent: validated against tenant and integration, created
  /// once.
  ///
  /// @return why it was refused, in which case it is a dead letter now; empty when it is a job
  Optional<String> accept(JobQueue.ForeignJob job);

  /// Keeps bytes that are neither hint nor job.
  void bury(JobQueue.DeadMessage message);
}
