-- Catalogue before issue and project before change log: what knows more of a status overwrites what knows
-- less, never the other way round. Gives the ids of the statuses that mean something else than before, for
-- the metrics of every item that passed through them.
WITH newest AS (
    SELECT DISTINCT ON (external_id) *
    FROM stg_statuses
    WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration
    ORDER BY external_id, discovered_in IS NOT NULL, coalesce(discovered_in, '') = 'changelog', raw_id DESC
), written AS (
    INSERT INTO statuses AS t (external_id, original_name, status_mapping_id, category, category_key, description,
        integration_id, tenant_id, source_raw_id, discovered_in)
    SELECT s.external_id, s.original_name, m.id, s.category, s.category_key, s.description,
        :integration, :tenant, s.raw_id, s.discovered_in
    FROM newest s
    LEFT JOIN LATERAL (
        SELECT o.id, o.discovered_in
        FROM statuses o
        WHERE o.tenant_id = :tenant AND o.integration_id = :integration AND o.external_id = s.external_id
        OFFSET 0
    ) o ON TRUE
    LEFT JOIN LATERAL (
        SELECT x.id
        FROM statuses_mappings x
        WHERE x.tenant_id = :tenant AND x.active AND lower(x.status_from) = lower(s.original_name)
        ORDER BY x.integration_id <> :integration, x.id
        LIMIT 1
    ) m ON TRUE
    WHERE o.id IS NULL OR s.discovered_in IS NULL
        OR (o.discovered_in = 'changelog' AND s.discovered_in <> 'changelog')
    ORDER BY s.external_id
    ON CONFLICT (tenant_id, integration_id, external_id) DO UPDATE SET
        original_name = EXCLUDED.original_name,
        status_mapping_id = EXCLUDED.status_mapping_id,
        category = EXCLUDED.category,
        category_key = EXCLUDED.category_key,
        description = EXCLUDED.description,
        source_raw_id = EXCLUDED.source_raw_id,
        discovered_in = EXCLUDED.discovered_in,
        last_updated_at = now() AT TIME ZONE 'UTC'
    WHERE (EXCLUDED.discovered_in IS NULL OR (t.discovered_in = 'changelog' AND EXCLUDED.discovered_in <> 'changelog'))
        AND (t.original_name, t.status_mapping_id, t.category, t.category_key, t.description, t.source_raw_id, t.discovered_in)
            IS DISTINCT FROM
            (EXCLUDED.original_name, EXCLUDED.status_mapping_id, EXCLUDED.category, EXCLUDED.category_key,
             EXCLUDED.description, EXCLUDED.source_raw_id, EXCLUDED.discovered_in)
    RETURNING t.id, t.original_name, t.category, t.category_key
)
-- "old" still is what the table held before this statement.
SELECT old.id
FROM written new
JOIN statuses old ON old.id = new.id
WHERE lower(old.original_name) = 'to do' IS DISTINCT FROM (lower(new.original_name) = 'to do')
    OR CASE coalesce(old.category_key, lower(old.category))
           WHEN 'to do' THEN 'new' WHEN 'in progress' THEN 'indeterminate'
           ELSE coalesce(old.category_key, lower(old.category)) END
       IS DISTINCT FROM
       CASE coalesce(new.category_key, lower(new.category))
           WHEN 'to do' THEN 'new' WHEN 'in progress' THEN 'indeterminate'
           ELSE coalesce(new.category_key, lower(new.category)) END
