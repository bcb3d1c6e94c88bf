package dev.cutover.database;

import dev.cutover.job.Problem;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.JobReaper;
import dev.cutover.pipeline.JobTransition;
import java.sql.Connection;
import java.util.List;

/// Takes back what lost workers and lost hints held, and closes runs. Any number may run at once.
public final class PgJobReaper implements JobReaper {
  private static final int BATCH = 500;
  private static final Problem WORKER_LOST =
      new Problem(
          "job.worker_lost",
          "The lease expired on the last attempt (worker lost).",
          "Look into the worker's log for what this job does to it, then redrive the job.");
  private static final String EXPIRED =
      "j.lease_until < clock_timestamp() AND j.attempt %s j.max_attempts";
  private static final String UNLEASE =
      "lease_owner = NULL, lease_token = NULL, lease_until = NULL";
  private static final String APPEND_LOST =
      """
      COALESCE(CASE WHEN jsonb_typeof(q.error_details) = 'array' THEN q.error_details END, '[]')
      || jsonb_build_array(jsonb_build_object('code', 'job.worker_lost', 'what', 'lease expired (worker lost)',
        'worker', q.lease_owner, 'attempt', q.attempt, 'at', clock_timestamp()))\
      """;

  private final Database database;
  private final String worker;
  private final RunClosing closing = new RunClosing();

  public PgJobReaper(Database database, String worker) {
    this.database = database;
    this.worker = worker;
  }

  @Override
  public int rescueLostWorkers() {
    boolean any =
        database.withConnection(
            connection ->
                Sql.on(
                        connection,
                        "SELECT EXISTS (SELECT 1 FROM etl_job_queue WHERE status = 'running' AND"
                            + " lease_until < clock_timestamp())")
                    .one(row -> row.getBoolean(1)));
    if (!any) {
      return 0;
    }
    return database.inTransaction(
        tx -> {
          Connection connection = PgTx.of(tx);
          String order = "ORDER BY j.lease_until LIMIT " + BATCH;
          List<Long> rescued =
              Sql.on(
                      connection,
                      JobMove.of(JobTransition.T10_RESCUE)
                          .where(EXPIRED.formatted("<"))
                          .order(order)
                          .skipLocked()
                          .set(
                              "error_class = 'job.worker_lost', error_details = "
                                  + APPEND_LOST
                                  + ", "
                                  + UNLEASE)
                          .returning("m.id"))
                  .with(worker)
                  .with("lease expired (worker lost)")
                  .list(row -> row.getLong(1));
          List<Long> buried =
              Sql.on(
                      connection,
                      JobMove.of(JobTransition.T10_BURY)
                          .where(EXPIRED.formatted(">="))
                          .order(order)
                          .skipLocked()
                          .set(
                              "completed_at = clock_timestamp(), error_class = 'job.worker_lost',"
                                  + " error_details = "
                                  + APPEND_LOST
                                  + ", "
                                  + UNLEASE)
                          .returning("m.id, m.attempt"))
                  .with(worker)
                  .with("lease expired (worker lost) on the last attempt")
                  .list(row -> row.getLong(1));
          if (!buried.isEmpty()) {
            DeadJobs.account(connection, buried, WORKER_LOST);
          }
          return rescued.size() + buried.size();
        });
  }

  @Override
  public int recallStaleHints(Stage stage, boolean brokerIsEmpty) {
    int firstWait = brokerIsEmpty ? 5 : 60;
    String move =
        JobMove.of(JobTransition.T3_RECALL)
            .where(
                """
                j.job_type = ? AND j.dispatched_at < clock_timestamp()
                  - LEAST(make_interval(secs => ? * 2 ^ LEAST(j.dispatch_no - 1, 10)), interval '15 minutes')\
                """)
            .order("ORDER BY j.dispatched_at LIMIT " + BATCH)
            .skipLocked()
            .returning("m.id");
    return database
        .withConnection(
            connection ->
                Sql.on(connection, move)
                    .with(stage.word())
                    .with(firstWait)
                    .with(worker)
                    .with(brokerIsEmpty ? "no message in the broker" : "hint unanswered")
                    .list(row -> row.getLong(1)))
        .size();
  }

  @Override
  public int closeFinishedRuns() {
    boolean any =
        database.withConnection(
            connection ->
                Sql.on(connection, RunClosing.FINISHED).first(row -> row.getLong(1)).isPresent());
    return any ? database.inTransaction(tx -> closing.close(PgTx.of(tx))) : 0;
  }
}
