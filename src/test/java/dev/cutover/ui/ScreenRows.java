package dev.cutover.ui;

import dev.cutover.kit.PipelineFixture;

/// Rows as a night leaves them: a finished run, one under way, raw rows with a gap, dead jobs.
final class ScreenRows {
  private ScreenRows() {}

  static void insert(PipelineFixture fixture) {
    fixture.execute(
        """
        INSERT INTO etl_run (tenant_id, integration_id, entities, status, started_at, ended_at, requested_by)
        SELECT tenant_id, id, '{jira_issues}', 'completed', clock_timestamp() - interval '2 hours',
          clock_timestamp() - interval '1 hour 51 minutes', 'anna' FROM integrations ORDER BY id LIMIT 1;
        INSERT INTO etl_run (tenant_id, integration_id, entities, is_full, requested_by)
        SELECT tenant_id, id, '{jira_projects,jira_issues}', TRUE, 'anna' FROM integrations ORDER BY id LIMIT 1;
        INSERT INTO etl_run_count (run_id, entity_type, stage, expected, done, failed, unchanged)
        SELECT r.id, e.entity, s.stage, e.expected, e.expected * s.part / 100, CASE WHEN s.stage = 'transform' THEN 3 ELSE 0 END, 0
        FROM etl_run r,
          (VALUES ('jira_projects', 12), ('jira_issues', 73145)) e (entity, expected),
          (VALUES ('extract', 100), ('transform', 61), ('load', 58)) s (stage, part);
        INSERT INTO raw_extraction_data (tenant_id, integration_id, entity_type, external_id, raw_data, content_sha256,
          processing_status)
        SELECT i.tenant_id, i.id, 'jira_issues', 'OPS-' || n, jsonb_build_object('key', 'OPS-' || n),
          sha256(n::text::bytea), CASE WHEN n % 9 = 0 THEN 'failed' ELSE 'pending' END
        FROM generate_series(1, 250) n, (SELECT * FROM integrations ORDER BY id LIMIT 1) i;
        INSERT INTO etl_job_queue (tenant_id, integration_id, run_id, job_type, entity_type, payload, status, attempt,
          error_class, error_details)
        SELECT i.tenant_id, i.id, 2, 'transform', 'jira_issues', jsonb_build_object('raw_ids', jsonb_build_array(n)),
          'dead', 5, CASE WHEN n % 3 = 0 THEN 'transform.mapping' ELSE 'source.unauthorised' END,
          jsonb_build_array(jsonb_build_object('code', 'x', 'what', CASE WHEN n % 3 = 0
            THEN 'OPS-' || n || ': the priority Blocker+ is in no mapping.'
            ELSE 'Jira answered 401 to request ' || n || '.' END, 'remedy', 'Mend it, then retry the job.'))
        FROM generate_series(1, 25) n, (SELECT * FROM integrations ORDER BY id LIMIT 1) i;
        INSERT INTO etl_worker (id, name, host, pid, stages, slots, state, jobs_done)
        VALUES (gen_random_uuid(), 'etl-7/4711', 'etl-7', 4711, '{extract,transform,load}', 4, 'running', 8123);
        ANALYZE
        """);
  }
}
