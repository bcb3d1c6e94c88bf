package dev.cutover.database;

import java.sql.Connection;
import java.util.List;

/// Ends runs without open jobs. A watermark moves only when everything of its run is loaded.
final class RunClosing {
  static final String FINISHED =
      """
      SELECT r.id FROM etl_run r WHERE r.status = 'running' AND NOT EXISTS (
        SELECT 1 FROM etl_job_queue j WHERE j.run_id = r.id AND j.status IN ('pending', 'queued', 'running'))
      """;
  private static final String CLOSE =
      """
      UPDATE etl_run r SET ended_at = clock_timestamp(), status = CASE
        WHEN EXISTS (SELECT 1 FROM etl_job_queue j WHERE j.run_id = r.id AND j.status = 'cancelled')
          THEN 'cancelled'
        WHEN EXISTS (SELECT 1 FROM etl_job_queue j WHERE j.run_id = r.id AND j.status = 'dead')
          AND NOT EXISTS (SELECT 1 FROM etl_run_count c WHERE c.run_id = r.id AND c.done > 0)
          THEN 'failed'
        WHEN EXISTS (SELECT 1 FROM etl_job_queue j WHERE j.run_id = r.id AND j.status = 'dead')
          OR EXISTS (SELECT 1 FROM etl_run_count c WHERE c.run_id = r.id AND (c.failed > 0 OR c.done < c.expected))
          THEN 'completed_with_errors'
        ELSE 'completed' END
      WHERE r.id = ANY (?) RETURNING r.id
      """;
  private static final String MOVE_WATERMARKS =
      """
      INSERT INTO etl_watermark AS w (tenant_id, integration_id, entity_type, value, run_id)
      SELECT r.tenant_id, r.integration_id, e.entity, r.started_at, r.id
      FROM etl_run r CROSS JOIN LATERAL unnest(r.entities) AS e(entity)
      WHERE r.id = ANY (?) AND r.status = 'completed'
      ON CONFLICT (tenant_id, integration_id, entity_type) DO UPDATE
        SET value = EXCLUDED.value, run_id = EXCLUDED.run_id WHERE w.value < EXCLUDED.value
      """;

  int close(Connection connection) {
    List<Long> finished =
        Sql.on(connection, FINISHED + " ORDER BY r.id FOR UPDATE OF r SKIP LOCKED")
            .list(row -> row.getLong(1));
    if (finished.isEmpty()) {
      return 0;
    }
    Sql.on(connection, CLOSE).withLongs(finished).list(row -> row.getLong(1));
    Sql.on(connection, MOVE_WATERMARKS).withLongs(finished).update();
    return finished.size();
  }
}
