package dev.cutover.pipeline;

import dev.cutover.job.JobState;
import java.util.Set;

/// What an operator may do to jobs (T11, T12). Each act leaves an event with who and why.
public interface JobActions {
  /// States from which a retry leads back to work: dead and cancelled anew, pending without its
  /// backoff.
  Set<JobState> RETRYABLE = Set.of(JobState.DEAD, JobState.CANCELLED, JobState.PENDING);

  /// States that can be cancelled; running jobs stop at their next page.
  Set<JobState> CANCELLABLE =
      Set.of(JobState.PENDING, JobState.QUEUED, JobState.DEAD, JobState.RUNNING);

  /// T12 for dead and cancelled jobs, with their attempts given back; pending jobs become due at
  /// once.
  ///
  /// @return jobs changed
  long retry(JobFilter filter, String actor, String reason);

  /// T11.
  ///
  /// @return jobs cancelled or asked to stop
  long cancel(JobFilter filter, String actor, String reason);
}
