package dev.cutover.database;

import dev.cutover.job.Problem;
import java.sql.Connection;
import java.util.List;

/// What follows when a job dies: its rows count as failed in the run, and the raw rows say why.
/// Both are taken back when an operator redrives the job.
final class DeadJobs {
  private static final String COUNT =
      """
      UPDATE etl_run_count c SET failed = c.failed + ? * d.rows FROM (
        SELECT j.run_id, j.entity_type, j.job_type,
          sum(CASE j.job_type WHEN 'transform' THEN jsonb_array_length(COALESCE(j.payload -> 'raw_ids', '[]'))
            WHEN 'load' THEN COALESCE((j.payload ->> 'rows')::int, 0) ELSE 0 END) AS rows
        FROM etl_job_queue j WHERE j.id = ANY (?) AND j.run_id IS NOT NULL
        GROUP BY 1, 2, 3) d
      WHERE c.run_id = d.run_id AND c.entity_type = d.entity_type AND c.stage = d.job_type
      """;
  private static final String RAW_IDS =
      """
      SELECT (e.id)::bigint AS id, j.tenant_id FROM etl_job_queue j
      JOIN etl_job_queue t ON t.id = CASE j.job_type WHEN 'load' THEN (j.payload ->> 'batch')::bigint ELSE j.id END
      CROSS JOIN LATERAL jsonb_array_elements_text(COALESCE(t.payload -> 'raw_ids', '[]')) AS e(id)
      WHERE j.id = ANY (?) AND j.job_type IN ('transform', 'load')
      """;

  private DeadJobs() {}

  static void account(Connection connection, List<Long> jobs, Problem problem) {
    Sql.on(connection, COUNT).with(1).withLongs(jobs).update();
    Sql.on(
            connection,
            "UPDATE raw_extraction_data r SET processing_status = 'failed', error_details ="
                + " ?::jsonb, last_updated_at = clock_timestamp() FROM ("
                + RAW_IDS
                + ") d WHERE r.id = d.id AND r.tenant_id = d.tenant_id AND r.processing_status IN"
                + " ('pending', 'transformed')")
        .with(
            Json.MAPPER.writeValueAsString(
                Json.MAPPER
                    .createObjectNode()
                    .put("code", problem.code())
                    .put("what", problem.what().replace('\0', '\uFFFD'))
                    .put("remedy", problem.remedy())))
        .withLongs(jobs)
        .update();
  }

  /// The jobs live again.
  static void takeBack(Connection connection, List<Long> jobs) {
    Sql.on(connection, COUNT).with(-1).withLongs(jobs).update();
    Sql.on(
            connection,
            "UPDATE raw_extraction_data r SET processing_status = 'pending', error_details = NULL,"
                + " last_updated_at = clock_timestamp() FROM ("
                + RAW_IDS
                + ") d WHERE r.id = d.id AND r.tenant_id = d.tenant_id AND r.processing_status ="
                + " 'failed'")
        .withLongs(jobs)
        .update();
  }
}
