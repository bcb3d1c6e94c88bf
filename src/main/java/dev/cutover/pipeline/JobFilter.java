package dev.cutover.pipeline;

import dev.cutover.job.JobId;
import dev.cutover.job.JobState;
import dev.cutover.job.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which jobs: every condition that is set must hold.
///
/// @param tenant name or id
/// @param payloadPath an SQL/JSON path over the payload, such as `$.raw_ids[*] ? (@ == 7)`
/// @param olderThan age since creation
public record JobFilter(
    List<JobId> ids,
    Set<JobState> states,
    Optional<String> stage,
    Optional<String> tenant,
    Optional<String> entity,
    Optional<Long> run,
    Optional<String> payloadPath,
    Optional<Duration> olderThan) {

  public static JobFilter of(JobId id) {
    return every().only(List.of(id));
  }

  /// Matches every job of every tenant.
  public static JobFilter every() {
    return new JobFilter(
        List.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// The same filter, only for these jobs.
  public JobFilter only(List<JobId> these) {
    return new JobFilter(these, states, stage, tenant, entity, run, payloadPath, olderThan);
  }

  /// The same filter, only for this run.
  public JobFilter of(RunId one) {
    return new JobFilter(
        ids, states, stage, tenant, entity, Optional.of(one.value()), payloadPath, olderThan);
  }

  /// The same filter, only for these states.
  public JobFilter in(Set<JobState> only) {
    return new JobFilter(ids, only, stage, tenant, entity, run, payloadPath, olderThan);
  }
}
