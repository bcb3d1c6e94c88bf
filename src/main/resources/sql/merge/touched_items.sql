-- The work items whose stored version is one of this batch. What hangs on an item is applied for these only:
-- a stale version must not add to a newer one.
SELECT DISTINCT w.id
FROM stg_work_items s
JOIN LATERAL (
    SELECT w.id, w.source_raw_id, w.tenant_id, w.integration_id
    FROM work_items w
    WHERE w.external_id = s.external_id
    OFFSET 0
) w ON w.tenant_id = :tenant AND w.integration_id = :integration AND w.source_raw_id = s.raw_id
WHERE s.batch_id = :batch AND s.tenant_id = :tenant AND s.integration_id = :integration
