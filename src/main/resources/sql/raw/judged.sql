-- What stands in the way of an act on given rows.
SELECT r.id, r.tenant_id, r.integration_id, r.entity_type, coalesce(r.processing_status, 'pending') AS status,
    EXISTS (
        SELECT FROM (SELECT * FROM raw_extraction_data o WHERE o.external_id = r.external_id OFFSET 0) v
        WHERE v.tenant_id = r.tenant_id AND v.integration_id = r.integration_id AND v.entity_type = r.entity_type
            AND (v.last_seen_job, v.id) > (r.last_seen_job, r.id)) AS superseded
FROM raw_extraction_data r
WHERE r.id = ANY (:ids::bigint[])
ORDER BY r.id
