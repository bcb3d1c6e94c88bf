package dev.cutover.kit;

import org.jspecify.annotations.Nullable;

/// A record that was extracted, transformed at the second attempt, loaded, and stored once more in
/// a version whose transform died; with a dead letter of its last job.
public final class TravelledRecord {
  public final long first;
  public final long second;
  public final long extract;
  public final long transform;
  public final long load;
  public final long died;

  public TravelledRecord(PipelineFixture fixture, RawTable table, String externalId) {
    extract = job(fixture, "extract", "completed", "{}", null);
    first = table.row(externalId, "{\"v\":1}").seen(extract).store();
    transform = job(fixture, "transform", "completed", "{\"raw_ids\": [" + first + "]}", null);
    load =
        job(
            fixture,
            "load",
            "completed",
            "{\"batch\": " + transform + ", \"rows\": 1}",
            "load:" + transform);
    second = table.row(externalId, "{\"v\":2}").status("failed").seen(extract).store();
    died = job(fixture, "transform", "dead", "{\"raw_ids\": [" + second + "]}", null);
    fixture.execute(
        """
        UPDATE raw_extraction_data SET job_id = %1$d WHERE id IN (%2$d, %3$d);
        UPDATE etl_job_queue SET error_class = 'transform.mapping', attempt = 5,
          error_details = '[{"what": "the priority Blocker+ is in no mapping"}]' WHERE id = %5$d;
        INSERT INTO etl_job_event (job_id, at, from_status, to_status, actor, attempt, detail) VALUES
          (%1$d, '2026-01-01 00:00:00Z', NULL, 'pending', 'anna', 0, NULL),
          (%4$d, '2026-01-01 00:00:05Z', NULL, 'pending', 'etl-7', 0, NULL),
          (%4$d, '2026-01-01 00:00:06Z', 'queued', 'running', 'etl-7', 1, NULL),
          (%4$d, '2026-01-01 00:00:07Z', 'running', 'pending', 'etl-7', 1, 'the database is busy'),
          (%4$d, '2026-01-01 00:00:20Z', 'queued', 'running', 'etl-8', 2, NULL),
          (%4$d, '2026-01-01 00:00:21Z', 'running', 'completed', 'etl-8', 2, NULL);
        INSERT INTO work_items (external_id, key, integration_id, tenant_id, source_raw_id, last_updated_at)
        VALUES ('%8$s', 'OPS-1', %7$d, %6$d, %2$d, '2026-01-01 00:01:00');
        INSERT INTO etl_dead_letter (origin, reason, body, tenant_id, integration_id, job_id)
        VALUES ('$.issues[3]', 'not an issue', '{"id":"%8$s"}', %6$d, %7$d, %1$d),
          ('$.issues[4]', 'not an issue', '{"id":"another"}', %6$d, %7$d, %1$d)
        """
            .formatted(
                extract,
                first,
                second,
                transform,
                died,
                fixture.tenant,
                fixture.integration,
                externalId));
  }

  private static long job(
      PipelineFixture fixture,
      String stage,
      String state,
      String payload,
      @Nullable String dedupeKey) {
    return fixture.number(
        """
        INSERT INTO etl_job_queue (tenant_id, integration_id, job_type, entity_type, payload, status, dedupe_key)
        VALUES (%d, %d, '%s', 'jira_issues', '%s', '%s', %s) RETURNING id
        """
            .formatted(
                fixture.tenant,
                fixture.integration,
                stage,
                payload,
                state,
                dedupeKey == null ? "NULL" : "'" + dedupeKey + "'"));
  }
}
