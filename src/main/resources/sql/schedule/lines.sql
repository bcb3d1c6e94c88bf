-- Schedules with the moment of their next run: of one integration, or of all (0). A run that a person started counts
-- like any other, so that nothing is read twice in a row. What a person holds has no next run until they let it go on.
SELECT s.tenant_id, s.integration_id, s.every_minutes, s.retry_minutes, n.next_at,
    coalesce(r.status = 'running', FALSE) AS running,
    coalesce(n.next_at <= clock_timestamp(), FALSE) AS due
FROM etl_schedule s
JOIN integrations i ON i.id = s.integration_id AND i.tenant_id = s.tenant_id
LEFT JOIN etl_integration_pause p
    ON p.integration_id = s.integration_id AND p.tenant_id = s.tenant_id AND p.held_by IS NOT NULL
LEFT JOIN LATERAL (
    SELECT l.status, l.started_at, l.ended_at FROM etl_run l
    WHERE l.integration_id = s.integration_id AND l.tenant_id = s.tenant_id
    ORDER BY l.id DESC LIMIT 1
) r ON TRUE
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN NOT coalesce(i.active, TRUE) OR p.held_by IS NOT NULL OR r.status = 'running' THEN NULL
        WHEN r.status IS NULL THEN s.changed_at
        WHEN r.status = 'failed' AND s.retry_minutes IS NOT NULL
            THEN r.ended_at + make_interval(mins => s.retry_minutes)
        ELSE r.started_at + make_interval(mins => s.every_minutes)
    END AS next_at
) n
WHERE :integration = 0 OR (s.integration_id = :integration AND s.tenant_id = :tenant)
ORDER BY s.tenant_id, s.integration_id
