-- The level of a type is the one of its mapping; without a mapping the one that the source says.
INSERT INTO wits AS t (external_id, original_name, wits_mapping_id, description, hierarchy_level,
    integration_id, tenant_id, source_raw_id, discovered_in)
SELECT s.external_id, s.original_name, m.id, s.description, coalesce(m.level_number, s.hierarchy_level, 0),
    :integration, :tenant, s.raw_id, s.discovered_in
FROM (
    SELECT DISTINCT ON (external_id) *
    FROM stg_wits
    WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration
    ORDER BY external_id, discovered_in IS NOT NULL, raw_id DESC
) s
LEFT JOIN LATERAL (
    SELECT x.id, h.level_number
    FROM wits_mappings x
    JOIN wits_hierarchies h ON h.id = x.wits_hierarchy_id AND h.tenant_id = :tenant
    WHERE x.tenant_id = :tenant AND x.active AND lower(x.wit_from) = lower(s.original_name)
    ORDER BY x.integration_id <> :integration, x.id
    LIMIT 1
) m ON TRUE
WHERE s.discovered_in IS NULL OR NOT EXISTS (
    SELECT FROM wits w
    WHERE w.tenant_id = :tenant AND w.integration_id = :integration AND w.external_id = s.external_id)
ORDER BY s.external_id
ON CONFLICT (tenant_id, integration_id, external_id) DO UPDATE SET
    original_name = EXCLUDED.original_name,
    wits_mapping_id = EXCLUDED.wits_mapping_id,
    description = EXCLUDED.description,
    hierarchy_level = EXCLUDED.hierarchy_level,
    source_raw_id = EXCLUDED.source_raw_id,
    discovered_in = NULL,
    last_updated_at = now() AT TIME ZONE 'UTC'
WHERE EXCLUDED.discovered_in IS NULL
    AND (t.original_name, t.wits_mapping_id, t.description, t.hierarchy_level, t.source_raw_id, t.discovered_in)
        IS DISTINCT FROM
        (EXCLUDED.original_name, EXCLUDED.wits_mapping_id, EXCLUDED.description, EXCLUDED.hierarchy_level,
         EXCLUDED.source_raw_id, NULL)
