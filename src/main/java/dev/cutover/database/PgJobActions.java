package dev.cutover.database;

import dev.cutover.job.JobState;
import dev.cutover.pipeline.JobActions;
import dev.cutover.pipeline.JobFilter;
import dev.cutover.pipeline.JobTransition;
import java.sql.Connection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Operator acts on jobs. A run whose jobs live again is open again.
public final class PgJobActions implements JobActions {
  private final Database database;

  public PgJobActions(Database database) {
    this.database = database;
  }

  @Override
  public long retry(JobFilter filter, String actor, String reason) {
    return database.inTransaction(tx -> retry(PgTx.of(tx), filter, actor, reason));
  }

  static long retry(Connection connection, JobFilter filter, String actor, String reason) {
    long due = makeDue(connection, narrowed(filter, Set.of(JobState.PENDING)));
    SqlPart where = JobFilterSql.of(narrowed(filter, Set.of(JobState.DEAD, JobState.CANCELLED)));
    // Counts of the dead are taken back before they move; the locks are held from here on.
    List<Long> dead =
        new SqlPart()
            .add("SELECT j.id FROM etl_job_queue j WHERE j.status = 'dead' AND ")
            .add(where)
            .add(" ORDER BY j.id FOR NO KEY UPDATE")
            .on(connection)
            .list(row -> row.getLong(1));
    DeadJobs.takeBack(connection, dead);
    String move =
        JobMove.of(JobTransition.T12_REDRIVE)
            .where(where.text())
            .set(
                "attempt = 0, deferrals = 0, cancel_requested = FALSE, scheduled_at ="
                    + " clock_timestamp(), created_at = clock_timestamp(), completed_at ="
                    + " NULL")
            .returning("m.id, m.run_id");
    Set<Long> runs = new HashSet<>();
    List<Long> moved =
        where
            .bind(Sql.on(connection, move))
            .with(actor)
            .with(reason)
            .list(
                row -> {
                  if (row.getLong(2) > 0) {
                    runs.add(row.getLong(2));
                  }
                  return row.getLong(1);
                });
    Sql.on(connection, "UPDATE etl_run SET status = 'running', ended_at = NULL WHERE id = ANY (?)")
        .withLongs(runs)
        .update();
    return due + moved.size();
  }

  private static JobFilter narrowed(JobFilter filter, Set<JobState> allowed) {
    Set<JobState> both = new HashSet<>(filter.states().isEmpty() ? allowed : filter.states());
    both.retainAll(allowed);
    return both.isEmpty() ? NOTHING : filter.in(both);
  }

  private static final JobFilter NOTHING =
      JobFilter.of(new dev.cutover.job.JobId(Long.MAX_VALUE)).in(Set.of(JobState.DEAD));

  private static long makeDue(Connection connection, JobFilter filter) {
    return new SqlPart()
        .add(
            "UPDATE etl_job_queue j SET scheduled_at = clock_timestamp() WHERE j.status ="
                + " 'pending' AND j.scheduled_at > clock_timestamp() AND ")
        .add(JobFilterSql.of(filter))
        .on(connection)
        .update();
  }

  @Override
  public long cancel(JobFilter filter, String actor, String reason) {
    return database.inTransaction(
        tx -> {
          Connection connection = PgTx.of(tx);
          long asked =
              new SqlPart()
                  .add(
                      "UPDATE etl_job_queue j SET cancel_requested = TRUE WHERE j.status ="
                          + " 'running' AND NOT j.cancel_requested AND ")
                  .add(JobFilterSql.of(narrowed(filter, Set.of(JobState.RUNNING))))
                  .on(connection)
                  .update();
          SqlPart waiting =
              JobFilterSql.of(
                  narrowed(filter, Set.of(JobState.PENDING, JobState.QUEUED, JobState.DEAD)));
          String move =
              JobMove.of(JobTransition.T11_CANCEL)
                  .where(waiting.text())
                  .set("completed_at = clock_timestamp()")
                  .returning("m.id");
          List<Long> cancelled =
              waiting
                  .bind(Sql.on(connection, move))
                  .with(actor)
                  .with(reason)
                  .list(row -> row.getLong(1));
          return asked + cancelled.size();
        });
  }
}
