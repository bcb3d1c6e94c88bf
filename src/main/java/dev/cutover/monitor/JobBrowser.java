package dev.cutover.monitor;

import dev.cutover.job.JobId;
import dev.cutover.pipeline.JobFilter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks at jobs.
public interface JobBrowser {

  /// @param limit rows at the most; the newest first
  List<JobLine> list(JobFilter filter, int limit);

  long count(JobFilter filter);

  /// The same, but no further than `most`: a screen that asks every second must not count millions.
  long countUpTo(JobFilter filter, long most);

  Optional<JobDetail> show(JobId id);

  /// Problems of the jobs that match, by what they have in common; the commonest first, at most
  /// fifty.
  List<ProblemGroup> groups(JobFilter filter);

  /// Jobs with the same kind of problem.
  ///
  /// @param pattern what went wrong, with `#` for every number
  /// @param example a job that has it
  record ProblemGroup(String code, String pattern, String remedy, long jobs, long example) {}

  /// A job in a list.
  ///
  /// @param problem last problem, null when it had none
  record JobLine(
      long id,
      long tenant,
      long integration,
      @Nullable Long run,
      String stage,
      String entity,
      String state,
      int priority,
      int attempt,
      int maxAttempts,
      int deferrals,
      @Nullable Instant scheduledAt,
      @Nullable Instant createdAt,
      @Nullable String problemCode,
      @Nullable String problem) {}

  /// A job with its history.
  record JobDetail(
      JobLine line,
      String payload,
      @Nullable String progress,
      @Nullable String leaseOwner,
      @Nullable Instant leaseUntil,
      @Nullable String errors,
      List<Event> events) {}

  /// A change of state.
  record Event(
      @Nullable Instant at,
      @Nullable String from,
      String to,
      String actor,
      int attempt,
      @Nullable String detail) {}
}
