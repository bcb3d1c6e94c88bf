package dev.cutover.database;

import dev.cutover.job.RunId;
import dev.cutover.pipeline.Assignment;
import dev.cutover.pipeline.Attempt;
import dev.cutover.pipeline.Counts;
import dev.cutover.pipeline.NewJob;
import java.sql.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// T1: jobs are born in the transaction that causes them, once for each dedupe key.
final class JobBirth {
  private static final String INSERT =
      """
      WITH born AS (
        INSERT INTO etl_job_queue (tenant_id, integration_id, run_id, parent_id, job_type, entity_type,
          payload, priority, progress, dedupe_key)
        VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?, to_jsonb(?::text), ?)
        ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING
        RETURNING id
      ), logged AS (
        INSERT INTO etl_job_event (job_id, to_status, actor, attempt, detail)
        SELECT id, 'pending', ?, 0, ? FROM born
      )
      SELECT id FROM born
      """;

  private final Connection connection;
  private final String actor;
  private final @Nullable String reason;

  JobBirth(Connection connection, String actor) {
    this(connection, actor, null);
  }

  /// @param reason kept with the event, null when the job itself says enough
  JobBirth(Connection connection, String actor, @Nullable String reason) {
    this.connection = connection;
    this.actor = actor;
    this.reason = reason;
  }

  int enqueue(Attempt parent, List<NewJob> jobs) {
    int born = 0;
    for (NewJob job : jobs) {
      RunId run = parent.run();
      long id =
          insert(
              parent.tenant().value(),
              parent.integration().value(),
              run == null ? null : run.value(),
              parent.job().value(),
              job,
              parent.priority());
      if (id > 0) {
        born++;
        if (run != null && job.rows() > 0) {
          RunCounts.add(
              connection, run, new Counts(job.entity(), job.stage(), job.rows(), 0, 0, 0));
        }
      }
    }
    return born;
  }

  /// @return the new job's id, 0 when one with the same dedupe key exists
  long insert(
      long tenant,
      long integration,
      @Nullable Long run,
      @Nullable Long parent,
      NewJob job,
      int priority) {
    String cursor = job.assignment() instanceof Assignment.Continued rest ? rest.cursor() : null;
    return nullable(
            nullable(Sql.on(connection, INSERT).with(tenant).with(integration), run), parent)
        .with(job.stage().word())
        .with(job.entity().word())
        .with(AssignmentJson.write(job.assignment()))
        .with(priority)
        .with(cursor)
        .with(job.dedupeKey())
        .with(actor)
        .with(reason)
        .first(row -> row.getLong(1))
        .orElse(0L);
  }

  private static Sql nullable(Sql sql, @Nullable Long value) {
    return value == null ? sql.withNull() : sql.with(value.longValue());
  }
}
