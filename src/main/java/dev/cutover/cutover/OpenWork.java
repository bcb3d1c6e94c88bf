package dev.cutover.cutover;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Hands the old service's open work over to the pipeline: its due jobs become job rows, its times
/// of the last success become watermarks.
///
/// What it makes is found again by the run's tag, `cutover RUN`, in `etl_run.requested_by`.
public interface OpenWork {

  /// A thing to be read that the pipeline has to do.
  ///
  /// @param entity such as `jira_issues`
  record Unit(long integration, String entity) {
    @Override
    public String toString() {
      return "integration " + integration + " " + entity;
    }
  }

  /// What open jobs ask for, each thing once: all entities of the integrations that they belong to.
  ///
  /// @param jobs by id in `etl_jobs`
  List<Unit> units(Collection<Long> jobs);

  /// Old jobs that name no integration which is switched on: nothing can be read for them.
  List<String> homeless(Collection<Long> jobs);

  /// Units that have a job row of this run.
  List<Unit> moved(String run);

  /// One run an integration, one job row a unit, in one transaction. Again is as good as once.
  void move(String run, String actor, List<Unit> units);

  /// Deletes what of it was never begun.
  ///
  /// @return how many of its runs are left, since they had been begun: they keep what they did and
  ///   wait
  int takeBack(String run);

  /// From when on the pipeline has to read, by unit: what the old service had read, less a margin
  /// for its way of writing times down.
  Map<Unit, String> marks(Duration margin);

  /// Watermarks that are there.
  Map<Unit, String> watermarks();

  /// Sets them where there is none or a later one.
  void handOver(Map<Unit, String> marks);

  /// Puts those back that nothing has moved since.
  ///
  /// @param before by unit; one that was not there is missing
  void restoreMarks(Map<Unit, String> handed, Map<Unit, String> before);
}
