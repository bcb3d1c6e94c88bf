-- Raw rows of one entity of an integration that wait for their business table, by cause. Begins with the rows that are
-- not loaded, found by their state, and with the jobs that have not ended well; both are bounded, so that millions of
-- loaded rows and completed jobs cost nothing. A superseded version is no gap. Jobs are looked up by what their payload
-- names; ids are compared as text, since other programs write payloads too.
WITH candidate AS MATERIALIZED (
    SELECT r.id, r.external_id, coalesce(r.processing_status, 'pending') AS status, r.error_details, r.last_seen_job
    FROM raw_extraction_data r
    WHERE r.tenant_id = :tenant::int AND r.integration_id = :integration::int AND r.entity_type = :entity::text
        AND (r.processing_status IS NULL
            OR r.processing_status IN ('pending', 'processing', 'transformed', 'failed', 'skipped'))
    LIMIT :most::int
), missing AS MATERIALIZED (
    SELECT c.*
    FROM candidate c
    WHERE NOT EXISTS (
        SELECT FROM (SELECT * FROM raw_extraction_data o WHERE o.external_id = c.external_id OFFSET 0) v
        WHERE v.tenant_id = :tenant::int AND v.integration_id = :integration::int AND v.entity_type = :entity::text
            AND (v.last_seen_job, v.id) > (c.last_seen_job, c.id))
), job AS MATERIALIZED (
    SELECT j.id, j.status, j.dispatched_at, j.error_class, j.error_details -> -1 AS problem,
        CASE WHEN j.job_type = 'transform' THEN j.id
            WHEN j.payload ->> 'batch' ~ '^[0-9]{1,18}$' THEN (j.payload ->> 'batch')::bigint END AS batch
    FROM etl_job_queue j
    WHERE j.tenant_id = :tenant::int AND j.status IN ('pending', 'queued', 'running', 'dead', 'cancelled')
        AND j.integration_id = :integration::int AND j.entity_type = :entity::text
        AND j.job_type IN ('transform', 'load')
    ORDER BY j.id DESC
    LIMIT :jobs::int
), handled AS MATERIALIZED (
    SELECT DISTINCT ON (m.id) m.id AS raw_id, j.*
    FROM job j
    JOIN etl_job_queue t ON t.id = j.batch AND t.tenant_id = :tenant::int
    CROSS JOIN LATERAL jsonb_array_elements_text(
        CASE jsonb_typeof(t.payload -> 'raw_ids') WHEN 'array' THEN t.payload -> 'raw_ids' ELSE '[]' END) AS e (id)
    JOIN missing m ON m.id::text = e.id
    ORDER BY m.id, j.status IN ('pending', 'queued', 'running') DESC, j.id DESC
), judged AS (
    SELECT m.id, h.id AS job_id,
        CASE
            WHEN m.status = 'skipped' THEN 'skipped'
            WHEN h.status = 'running' THEN 'running'
            WHEN h.status = 'queued' AND h.dispatched_at < clock_timestamp() - interval '15 minutes' THEN 'no_message'
            WHEN h.status IN ('pending', 'queued') THEN 'waiting'
            WHEN h.status = 'dead' THEN 'job_dead'
            WHEN m.status = 'failed' THEN 'rejected'
            WHEN h.status = 'cancelled' THEN 'job_cancelled'
            WHEN m.status = 'transformed' THEN 'not_loaded'
            ELSE 'no_job'
        END AS cause,
        CASE WHEN h.id IS NULL THEN m.error_details ->> 'code' ELSE h.error_class END AS code,
        CASE WHEN h.id IS NULL THEN m.error_details ELSE h.problem END AS problem
    FROM missing m
    LEFT JOIN handled h ON h.raw_id = m.id
), bound AS MATERIALIZED (
    SELECT (SELECT count(*) FROM candidate) AS looked, (SELECT count(*) FROM job) AS jobs
)
SELECT cause, code, regexp_replace(left(problem ->> 'what', 200), '[0-9]+', '#', 'g') AS pattern,
    max(problem ->> 'remedy') AS remedy, count(*) AS found, min(id) AS example, max(job_id) AS job,
    max(looked) AS looked, max(jobs) AS jobs
FROM bound
LEFT JOIN judged ON TRUE
GROUP BY 1, 2, 3
ORDER BY found DESC, 1, 2, 3
LIMIT 50
