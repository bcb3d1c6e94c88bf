-- Statuses of these names point at their mapping of now, as a load would have them do.
UPDATE statuses s SET status_mapping_id = f.mapping, last_updated_at = now() AT TIME ZONE 'UTC'
FROM (
    SELECT o.id, m.id AS mapping
    FROM statuses o
    LEFT JOIN LATERAL (
        SELECT x.id
        FROM statuses_mappings x
        WHERE x.tenant_id = :tenant AND x.active AND lower(x.status_from) = lower(o.original_name)
        ORDER BY x.integration_id <> o.integration_id, x.id
        LIMIT 1
    ) m ON TRUE
    WHERE o.tenant_id = :tenant
        AND lower(o.original_name) IN (SELECT lower(v) FROM unnest(:values::text[]) v)
) f
WHERE s.id = f.id AND s.status_mapping_id IS DISTINCT FROM f.mapping
