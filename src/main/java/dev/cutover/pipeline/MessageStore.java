package dev.cutover.pipeline;

/// Where messages go that are no hints.
public interface MessageStore {

  /// T1 for a job that another program sent: validated against tenant and integration, created once.
  ///
  /// @return why it was refused, in which case it is a dead letter now; null when it is a job
  @org.jspecify.annotations.Nullable String accept(JobQueue.ForeignJob job);

  /// Keeps bytes that are neither hint nor job.
  void bury(JobQueue.DeadMessage message);
}
