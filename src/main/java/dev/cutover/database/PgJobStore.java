package dev.cutover.database;

import dev.cutover.job.EntityType;
import dev.cutover.job.IntegrationId;
import dev.cutover.job.JobId;
import dev.cutover.job.Problem;
import dev.cutover.job.RunId;
import dev.cutover.job.Stage;
import dev.cutover.job.TenantId;
import dev.cutover.pipeline.Attempt;
import dev.cutover.pipeline.Counts;
import dev.cutover.pipeline.Hint;
import dev.cutover.pipeline.JobStore;
import dev.cutover.pipeline.JobTransition;
import dev.cutover.pipeline.LeaseLost;
import dev.cutover.pipeline.NewJob;
import dev.cutover.pipeline.Tx;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The job table. Every state change goes through [JobMove]; every write of an attempt is guarded
/// by its lease token.
public final class PgJobStore implements JobStore {
  static final Duration LEASE = Duration.ofSeconds(60);
  private static final String LEASE_GUARD =
      "j.id = ANY (?) AND (j.id, j.lease_token) IN (SELECT * FROM unnest(?::bigint[], ?::uuid[]))";
  private static final String UNLEASE =
      "lease_owner = NULL, lease_token = NULL, lease_until = NULL";

  private final Database database;
  private final String worker;
  private final DispatchSql dispatches = new DispatchSql();

  /// What a person wants of a running job.
  private record Asked(boolean cancel, boolean hold) {}

  /// @param worker name of this process in leases and events
  public PgJobStore(Database database, String worker) {
    this.database = database;
    this.worker = worker;
  }

  @Override
  public Dispatched dispatch(Stage stage, int window) {
    return database.inTransaction(tx -> dispatches.dispatch(PgTx.of(tx), stage, window, worker));
  }

  @Override
  public void recall(Collection<Hint> hints, String why) {
    String move =
        JobMove.of(JobTransition.T3_RECALL)
            .where(
                "j.id = ANY (?) AND (j.id, j.dispatch_no) IN"
                    + " (SELECT * FROM unnest(?::bigint[], ?::bigint[]))")
            .returning("m.id");
    List<Long> ids = hints.stream().map(hint -> hint.job().value()).toList();
    List<Long> numbers = hints.stream().map(hint -> (long) hint.dispatch()).toList();
    database.withConnection(
        connection ->
            Sql.on(connection, move)
                .withLongs(ids)
                .withLongs(ids)
                .withLongs(numbers)
                .with(worker)
                .with(why)
                .list(row -> row.getLong(1)));
  }

  @Override
  public List<Attempt> claim(Stage stage, Collection<JobId> hinted) {
    // An extraction is taken only as dispatched: the dispatcher sees to it that an integration has
    // one.
    String move =
        JobMove.of(JobTransition.T4_CLAIM)
            .where(
                """
                j.id = ANY (?) AND j.job_type = ? AND j.scheduled_at <= clock_timestamp()
                AND NOT j.cancel_requested AND (j.job_type <> 'extract' OR j.status = 'queued') AND\
                """
                    + " "
                    + HeldIntegrations.NOT_HELD)
            .set(
                """
                attempt = q.attempt + 1, started_at = clock_timestamp(), lease_owner = ?,
                lease_token = gen_random_uuid(),
                lease_until = clock_timestamp() + make_interval(secs => ?)\
                """)
            .returning(
                """
                m.id, m.run_id, m.tenant_id, m.integration_id, m.entity_type, m.payload, m.attempt,
                m.max_attempts, m.priority, m.lease_token, m.progress #>> '{}' AS progress\
                """);
    return database.withConnection(
        connection ->
            Sql.on(connection, move)
                .withLongs(hinted.stream().map(JobId::value).sorted().toList())
                .with(stage.word())
                .with(worker)
                .with((int) LEASE.toSeconds())
                .with(worker)
                .with((String) null)
                .list(row -> attempt(row, stage)));
  }

  private static Attempt attempt(ResultSet row, Stage stage) throws SQLException {
    long run = row.getLong("run_id");
    return new Attempt(
        new JobId(row.getLong("id")),
        run == 0 ? null : new RunId(run),
        new TenantId(row.getLong("tenant_id")),
        new IntegrationId(row.getLong("integration_id")),
        stage,
        EntityType.of(row.getString("entity_type"))
            .orElseThrow(() -> new IllegalStateException("unknown entity type in etl_job_queue")),
        AssignmentJson.read(stage, row.getString("payload")),
        row.getInt("attempt"),
        row.getInt("max_attempts"),
        row.getInt("priority"),
        row.getObject("lease_token", UUID.class),
        row.getString("progress"));
  }

  @Override
  public void beat(Collection<Attempt> attempts) {
    if (attempts.isEmpty()) {
      return;
    }
    Map<Long, Attempt> byId =
        attempts.stream()
            .collect(Collectors.toMap(each -> each.job().value(), Function.identity()));
    Set<Long> lost = new HashSet<>(byId.keySet());
    String beat =
        """
        UPDATE etl_job_queue j SET lease_until = clock_timestamp() + make_interval(secs => ?)
        WHERE %s AND j.status = 'running' RETURNING j.id, j.cancel_requested
        """
            .formatted(LEASE_GUARD);
    database.withConnection(
        connection ->
            guard(Sql.on(connection, beat).with((int) LEASE.toSeconds()), attempts)
                .list(
                    row -> {
                      Attempt attempt = byId.get(row.getLong(1));
                      lost.remove(row.getLong(1));
                      if (attempt != null && row.getBoolean(2)) {
                        attempt.requestCancel();
                      }
                      return row.getLong(1);
                    }));
    byId.forEach(
        (id, attempt) -> {
          if (lost.contains(id)) {
            attempt.markLost();
          }
        });
  }

  private static Sql guard(Sql sql, Collection<Attempt> attempts) {
    List<Long> ids = attempts.stream().map(each -> each.job().value()).toList();
    return sql.withLongs(ids)
        .withLongs(ids)
        .withUuids(attempts.stream().map(Attempt::lease).toList());
  }

  @Override
  public void progress(Tx tx, Attempt attempt, String cursor) {
    Asked asked =
        Sql.on(
                PgTx.of(tx),
                "UPDATE etl_job_queue q SET progress = to_jsonb(?::text), attempt = 1 WHERE id = ?"
                    + " AND lease_token = ? AND status = 'running' RETURNING cancel_requested, "
                    + HeldIntegrations.HELD)
            .with(cursor)
            .with(attempt.job().value())
            .with(attempt.lease())
            .first(row -> new Asked(row.getBoolean(1), row.getBoolean(2)))
            .orElseThrow(() -> new LeaseLost(attempt.job()));
    if (asked.cancel()) {
      attempt.requestCancel();
    }
    if (asked.hold()) {
      attempt.requestHold();
    }
  }

  @Override
  public int enqueue(Tx tx, Attempt parent, List<NewJob> jobs) {
    return new JobBirth(PgTx.of(tx), worker).enqueue(parent, jobs);
  }

  @Override
  public void complete(Tx tx, Collection<Attempt> attempts) {
    // The token stays on the completed row: after an unknown commit it tells whose completion it
    // was.
    String move =
        JobMove.of(JobTransition.T6_COMPLETE)
            .where(LEASE_GUARD)
            .set("completed_at = clock_timestamp(), lease_until = NULL")
            .returning("m.id");
    List<Long> done =
        guard(Sql.on(PgTx.of(tx), move), attempts)
            .with(worker)
            .with((String) null)
            .list(row -> row.getLong(1));
    if (done.size() < attempts.size()) {
      Set<Long> missing = new HashSet<>(done);
      throw attempts.stream()
          .filter(each -> !missing.contains(each.job().value()))
          .findFirst()
          .map(each -> new LeaseLost(each.job()))
          .orElseThrow();
    }
  }

  @Override
  public void retry(Attempt attempt, Duration backoff, Problem problem) {
    if (attempt.number() >= attempt.maxAttempts()) {
      bury(attempt, problem);
      return;
    }
    end(
        attempt,
        JobMove.of(JobTransition.T7_RETRY)
            .set(
                "scheduled_at = clock_timestamp() + make_interval(secs => ?), error_class = ?,"
                    + " error_details = "
                    + JobErrors.APPEND
                    + ", "
                    + UNLEASE),
        sql ->
            sql.with((int) Math.max(1, backoff.toSeconds()))
                .with(problem.code())
                .with(JobErrors.entry(attempt, problem)),
        problem);
  }

  @Override
  public void snooze(Attempt attempt, Duration delay, Problem problem) {
    boolean expires =
        problem.code().startsWith("source.")
            && database.withConnection(
                connection ->
                    Sql.on(
                            connection,
                            "SELECT created_at < clock_timestamp() - interval '24 hours' FROM"
                                + " etl_job_queue WHERE id = ?")
                        .with(attempt.job().value())
                        .first(row -> row.getBoolean(1))
                        .orElse(false));
    if (expires) {
      bury(
          attempt,
          new Problem(
              "job.expired",
              "Put off for 24 hours, last because: " + problem.what(),
              "Mend the cause and redrive the job."));
      return;
    }
    end(
        attempt,
        JobMove.of(JobTransition.T8_SNOOZE)
            .set(
                "scheduled_at = clock_timestamp() + make_interval(secs => ? / 1000.0), attempt ="
                    + " GREATEST(q.attempt - 1, 0), deferrals = q.deferrals + 1, error_class = ?, "
                    + UNLEASE),
        sql -> sql.with(delay.toMillis()).with(problem.code()),
        problem);
  }

  @Override
  public void bury(Attempt attempt, Problem problem) {
    database.inTransaction(
        tx -> {
          Connection connection = PgTx.of(tx);
          end(
              connection,
              attempt,
              JobMove.of(JobTransition.T9_BURY)
                  .set(
                      "completed_at = clock_timestamp(), error_class = ?, error_details = "
                          + JobErrors.APPEND
                          + ", "
                          + UNLEASE),
              sql -> sql.with(problem.code()).with(JobErrors.entry(attempt, problem)),
              problem.what());
          DeadJobs.account(connection, List.of(attempt.job().value()), problem);
          return attempt;
        });
  }

  @Override
  public void cancelled(Attempt attempt) {
    end(
        attempt,
        JobMove.of(JobTransition.T11_STOP).set("completed_at = clock_timestamp(), " + UNLEASE),
        sql -> sql,
        new Problem("job.cancelled", "Stopped at a page on request.", ""));
  }

  private void end(Attempt attempt, JobMove move, Function<Sql, Sql> parameters, Problem problem) {
    database.withConnection(
        connection -> {
          end(connection, attempt, move, parameters, problem.what());
          return attempt;
        });
  }

  private void end(
      Connection connection,
      Attempt attempt,
      JobMove move,
      Function<Sql, Sql> parameters,
      String detail) {
    Sql sql =
        Sql.on(connection, move.where("j.id = ? AND j.lease_token = ?").returning("m.id"))
            .with(attempt.job().value())
            .with(attempt.lease());
    if (parameters.apply(sql).with(worker).with(detail).list(row -> row.getLong(1)).isEmpty()) {
      throw new LeaseLost(attempt.job());
    }
  }

  @Override
  public boolean applied(Tx tx, Attempt attempt, int chunk) {
    return Sql.on(
                PgTx.of(tx),
                "INSERT INTO etl_applied (job_id, chunk) VALUES (?, ?) ON CONFLICT DO NOTHING")
            .with(attempt.job().value())
            .with(chunk)
            .update()
        == 1;
  }

  @Override
  public void count(Tx tx, Attempt attempt, Counts counts) {
    RunId run = attempt.run();
    if (run != null) {
      RunCounts.add(PgTx.of(tx), run, counts);
    }
  }

  @Override
  public void ping() {
    // A write: a server that is there but refuses writes (standby, disk full) is not back.
    database.inTransaction(
        tx -> {
          List<Integer> answer = new ArrayList<>();
          answer.add(
              Sql.on(PgTx.of(tx), "UPDATE etl_worker SET seen_at = seen_at WHERE false").update());
          return answer;
        });
  }
}
