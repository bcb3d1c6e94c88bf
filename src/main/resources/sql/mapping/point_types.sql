-- Types of these names point at their mapping of now and have its level, as a load would have them do. Without a
-- mapping the level is the one of the document that they came from; where that is not known, it stays.
UPDATE wits w SET wits_mapping_id = f.mapping, hierarchy_level = f.level, last_updated_at = now() AT TIME ZONE 'UTC'
FROM (
    SELECT o.id, m.id AS mapping, coalesce(m.level_number, CASE
            WHEN d.found IS NULL THEN o.hierarchy_level
            WHEN jsonb_typeof(d.found -> 'hierarchyLevel') = 'number' THEN (d.found ->> 'hierarchyLevel')::numeric::int
            WHEN d.found -> 'subtask' = 'true' THEN -1
            ELSE 0 END) AS level
    FROM wits o
    LEFT JOIN LATERAL (
        SELECT x.id, h.level_number
        FROM wits_mappings x
        JOIN wits_hierarchies h ON h.id = x.wits_hierarchy_id AND h.tenant_id = :tenant
        WHERE x.tenant_id = :tenant AND x.active AND lower(x.wit_from) = lower(o.original_name)
        ORDER BY x.integration_id <> o.integration_id, x.id
        LIMIT 1
    ) m ON TRUE
    LEFT JOIN LATERAL (
        SELECT jsonb_path_query_first(r.raw_data, '$.** ? (@.id == $id && @.name == $name)',
            jsonb_build_object('id', o.external_id, 'name', o.original_name)) AS found
        FROM raw_extraction_data r
        WHERE r.id = o.source_raw_id AND r.tenant_id = :tenant
    ) d ON TRUE
    WHERE o.tenant_id = :tenant
        AND lower(o.original_name) IN (SELECT lower(v) FROM unnest(:values::text[]) v)
) f
WHERE w.id = f.id AND (w.wits_mapping_id, w.hierarchy_level) IS DISTINCT FROM (f.mapping, f.level)
