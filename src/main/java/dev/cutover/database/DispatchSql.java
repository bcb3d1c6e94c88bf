package dev.cutover.database;

import dev.cutover.job.JobId;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.Hint;
import dev.cutover.pipeline.JobStore.Dispatched;
import dev.cutover.pipeline.JobTransition;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/// T2. One process dispatches a stage at a time (a transaction lock that is tried, not waited for),
/// so the window holds for all of them together.
final class DispatchSql {
  /// A job that has been due for longer than this goes before younger ones of higher priority; it
  /// may take a quarter of a dispatch, so a flood of urgent jobs slows it down but never shuts it
  /// out.
  static final String AGING_BOUND = "interval '2 minutes'";

  private static final int AGED_SHARE = 4;
  private static final int LARGEST_BATCH = 1000;
  private static final int LOCK_CLASS = 0x0e71;
  private static final String SET =
      "dispatch_no = q.dispatch_no + 1, dispatched_at = clock_timestamp()";

  private static final String AGED =
      JobMove.of(JobTransition.T2_DISPATCH)
          .where(
              "j.job_type = ? AND j.scheduled_at <= clock_timestamp() - "
                  + AGING_BOUND
                  + " AND "
                  + HeldIntegrations.NOT_HELD)
          .order("ORDER BY j.scheduled_at, j.id LIMIT ?")
          .skipLocked()
          .set(SET)
          .returning("m.id, m.dispatch_no");
  private static final String BY_PRIORITY =
      JobMove.of(JobTransition.T2_DISPATCH)
          .where(
              "j.job_type = ? AND j.scheduled_at <= clock_timestamp() AND "
                  + HeldIntegrations.NOT_HELD)
          .order("ORDER BY j.priority DESC, j.scheduled_at, j.id LIMIT ?")
          .skipLocked()
          .set(SET)
          .returning("m.id, m.dispatch_no");

  /// The first due extraction of each integration that is neither paused nor being read already.
  private static final String EXTRACTS =
      JobMove.of(JobTransition.T2_DISPATCH)
          .where(
              """
              j.id IN (
                SELECT DISTINCT ON (p.integration_id) p.id FROM etl_job_queue p
                WHERE p.job_type = ? AND p.status = 'pending' AND p.scheduled_at <= clock_timestamp()
                  AND NOT EXISTS (SELECT 1 FROM etl_integration_pause g
                    WHERE g.integration_id = p.integration_id
                      AND (g.paused_until > clock_timestamp() OR g.held_by IS NOT NULL))
                  AND NOT EXISTS (SELECT 1 FROM etl_job_queue b WHERE b.status = 'queued'
                    AND b.job_type = 'extract' AND b.integration_id = p.integration_id)
                  AND NOT EXISTS (SELECT 1 FROM etl_job_queue b WHERE b.status = 'running'
                    AND b.job_type = 'extract' AND b.integration_id = p.integration_id)
                ORDER BY p.integration_id, p.priority DESC, p.scheduled_at, p.id)\
              """)
          .order("ORDER BY j.priority DESC, j.scheduled_at, j.id LIMIT ?")
          .skipLocked()
          .set(SET)
          .returning("m.id, m.dispatch_no");

  Dispatched dispatch(Connection connection, Stage stage, int window, String actor) {
    boolean mine =
        Sql.on(connection, "SELECT pg_try_advisory_xact_lock(?, hashtext(?))")
            .with(LOCK_CLASS)
            .with(stage.word())
            .one(row -> row.getBoolean(1));
    // While the monolith works, the gate is closed: jobs wait as they are.
    if (!mine || !PgTrafficSwitch.isPipeline(connection)) {
      return new Dispatched(List.of(), -1);
    }
    int outstanding =
        Sql.on(
                connection,
                "SELECT count(*) FROM etl_job_queue WHERE status = 'queued' AND job_type = ?")
            .with(stage.word())
            .one(row -> row.getInt(1));
    int room = Math.min(window - outstanding, LARGEST_BATCH);
    if (room <= 0) {
      return new Dispatched(List.of(), outstanding);
    }
    List<Hint> hints = new ArrayList<>();
    if (stage == Stage.EXTRACT) {
      hints.addAll(move(connection, EXTRACTS, stage, room, actor));
    } else {
      hints.addAll(move(connection, AGED, stage, Math.max(1, room / AGED_SHARE), actor));
      if (hints.size() < room) {
        hints.addAll(move(connection, BY_PRIORITY, stage, room - hints.size(), actor));
      }
    }
    return new Dispatched(hints, outstanding);
  }

  private static List<Hint> move(
      Connection connection, String sql, Stage stage, int limit, String actor) {
    return Sql.on(connection, sql)
        .with(stage.word())
        .with(limit)
        .with(actor)
        .with((String) null)
        .list(row -> new Hint(new JobId(row.getLong(1)), row.getInt(2)));
  }
}
