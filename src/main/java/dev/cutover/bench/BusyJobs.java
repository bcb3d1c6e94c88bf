package dev.cutover.bench;

/// Jobs of one run, all of which change in one statement: what many workers do in a second.
final class BusyJobs implements AutoCloseable {
  private final Ground ground;
  private final int jobs;
  private int turn;

  private BusyJobs(Ground ground, int jobs) {
    this.ground = ground;
    this.jobs = jobs;
  }

  static BusyJobs of(Ground ground, int jobs) {
    RawTableFilling place = RawTableFilling.of(ground);
    ground.execute(
        "INSERT INTO etl_run (tenant_id, integration_id, entities, requested_by) VALUES ("
            + place.tenant()
            + ", "
            + place.integration()
            + ", '{jira_issues}', 'bench')");
    ground.execute(
        """
        INSERT INTO etl_run_count (run_id, entity_type, stage, expected, done, failed, unchanged)
        SELECT max(r.id), 'jira_issues', s, %2$d * 100, 0, 0, 0
        FROM etl_run r, unnest('{extract,transform,load}'::text[]) s GROUP BY s;
        INSERT INTO etl_job_queue (tenant_id, integration_id, run_id, job_type, entity_type, payload, status, attempt,
          lease_owner, lease_token, lease_until, started_at)
        SELECT %1$s, (SELECT max(id) FROM etl_run), (ARRAY['transform', 'load'])[1 + n %% 2], 'jira_issues',
          '{"bench": true}', 'running', 1, 'bench', gen_random_uuid(), clock_timestamp() + interval '1 day',
          clock_timestamp()
        FROM generate_series(1, %2$d) n
        """
            .formatted(place.tenant() + ", " + place.integration(), jobs));
    return new BusyJobs(ground, jobs);
  }

  int jobs() {
    return jobs;
  }

  /// Every job gets another state or another time.
  void change() {
    turn++;
    ground.execute(
        """
        UPDATE etl_job_queue SET
          status = CASE WHEN (id + %1$d) %% 4 = 0 THEN 'completed' ELSE 'running' END,
          completed_at = CASE WHEN (id + %1$d) %% 4 = 0 THEN clock_timestamp() END,
          started_at = clock_timestamp(), attempt = 1 + (id + %1$d) %% 3;
        UPDATE etl_run_count SET done = LEAST(expected, done + 1000)
        """
            .formatted(turn));
  }

  @Override
  public void close() {
    // The database they are in is dropped by whoever made it.
    ground.execute("TRUNCATE etl_job_queue CASCADE");
  }
}
