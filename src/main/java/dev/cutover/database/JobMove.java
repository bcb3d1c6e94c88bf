package dev.cutover.database;

import dev.cutover.job.JobState;
import dev.cutover.pipeline.JobTransition;
import java.util.stream.Collectors;

/// The one door through which a job's state moves: builds the guarded UPDATE of a transition
/// together with the event it leaves. Only rows in a legal state are touched; rows that another
/// transaction moved in the meantime fail the guard when the lock is granted.
///
/// Parameters come in the order: those of `chosen`, those of `set`, then actor and detail.
final class JobMove {
  private final JobTransition transition;
  private String chosen = "TRUE";
  private String order = "";
  private String set = "";
  private boolean skipLocked;

  private JobMove(JobTransition transition) {
    this.transition = transition;
  }

  static JobMove of(JobTransition transition) {
    return new JobMove(transition);
  }

  /// Which rows: a condition over `etl_job_queue j`. The legal states are added.
  JobMove where(String condition) {
    chosen = condition;
    return this;
  }

  /// ORDER BY and LIMIT of the choice.
  JobMove order(String clause) {
    order = clause;
    return this;
  }

  /// Columns to set beside the status, over `q` (the row) and without a leading comma.
  JobMove set(String assignments) {
    set = ", " + assignments;
    return this;
  }

  /// Rows that another transaction has locked are left to it.
  JobMove skipLocked() {
    skipLocked = true;
    return this;
  }

  /// The statement.
  ///
  /// @param columns what to return of each moved row `m`; `m.was` is the state before
  String returning(String columns) {
    String from =
        transition.from().stream()
            .map(JobState::word)
            .sorted()
            .collect(Collectors.joining("', '", "'", "'"));
    return """
    WITH chosen AS (
      SELECT j.id, j.status AS was FROM etl_job_queue j
      WHERE (%s) AND j.status IN (%s) %s
      FOR NO KEY UPDATE OF j%s
    ), m AS (
      UPDATE etl_job_queue q SET status = '%s'%s
      FROM chosen WHERE q.id = chosen.id
      RETURNING q.*, chosen.was
    ), logged AS (
      INSERT INTO etl_job_event (job_id, from_status, to_status, actor, attempt, detail)
      SELECT m.id, m.was, m.status, ?, m.attempt, ? FROM m
    )
    SELECT %s FROM m
    """
        .formatted(
            chosen,
            from,
            order,
            skipLocked ? " SKIP LOCKED" : "",
            transition.to().word(),
            set,
            columns);
  }
}
