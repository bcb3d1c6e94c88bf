-- The documents of given rows. What the program cannot read as JSON comes with its cleaned copy.
SELECT r.id, coalesce(r.raw_body, convert_to(r.raw_data::text, 'UTF8')) AS body, r.raw_body IS NOT NULL AS exact,
    CASE WHEN r.raw_body IS NOT NULL AND r.raw_flags && '{nan,invalid_utf8}'
        THEN convert_to(r.raw_data::text, 'UTF8') END AS cleaned,
    r.raw_flags, encode(r.content_sha256, 'hex') AS sha256, r.source_updated_at, r.last_seen_at, r.processed_at,
    r.run_id, r.job_id, r.extraction_metadata::text AS metadata, r.error_details::text AS problem,
    NOT EXISTS (
        SELECT FROM (SELECT * FROM raw_extraction_data o WHERE o.external_id = r.external_id OFFSET 0) v
        WHERE v.tenant_id = r.tenant_id AND v.integration_id = r.integration_id AND v.entity_type = r.entity_type
            AND (v.last_seen_job, v.id) > (r.last_seen_job, r.id)) AS current
FROM raw_extraction_data r
WHERE r.id = ANY (:ids::bigint[])
