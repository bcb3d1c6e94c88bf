package dev.cutover.ui.pipeline;

import dev.cutover.job.JobState;
import dev.cutover.pipeline.JobActions;
import dev.cutover.pipeline.JobFilter;
import java.util.EnumSet;
import java.util.Set;

/// An act on jobs that was asked for and counted, and not yet carried out.
///
/// @param filter which jobs
/// @param match jobs that match now
/// @param eligible of these, jobs in a state that the act applies to
public record BulkAct(Kind kind, JobFilter filter, long match, long eligible) {

  /// What can be done to jobs.
  public enum Kind {
    RETRY("retry", JobActions.RETRYABLE),
    CANCEL("cancel", JobActions.CANCELLABLE);

    private final String word;
    private final Set<JobState> states;

    Kind(String word, Set<JobState> states) {
      this.word = word;
      this.states = states;
    }

    /// Verb of the command line and part of text keys.
    public String word() {
      return word;
    }

    /// The filter narrowed to jobs that the act applies to.
    JobFilter eligible(JobFilter filter) {
      if (filter.states().isEmpty()) {
        return filter.in(states);
      }
      Set<JobState> both = EnumSet.copyOf(states);
      both.retainAll(filter.states());
      return filter.in(both);
    }

    boolean canMeet(JobFilter filter) {
      return filter.states().isEmpty() || filter.states().stream().anyMatch(states::contains);
    }
  }
}
