-- A catalogue row always wins; a placeholder only fills a gap.
INSERT INTO projects AS t (external_id, key, name, project_type, integration_id, tenant_id, source_raw_id, discovered_in)
SELECT s.external_id, s.key, s.name, s.project_type, :integration, :tenant, s.raw_id, s.discovered_in
FROM (
    SELECT DISTINCT ON (external_id) *
    FROM stg_projects
    WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration
    ORDER BY external_id, discovered_in IS NOT NULL, raw_id DESC
) s
WHERE s.discovered_in IS NULL OR NOT EXISTS (
    SELECT FROM projects p
    WHERE p.tenant_id = :tenant AND p.integration_id = :integration AND p.external_id = s.external_id)
ORDER BY s.external_id
ON CONFLICT (tenant_id, integration_id, external_id) DO UPDATE SET
    key = EXCLUDED.key,
    name = EXCLUDED.name,
    project_type = EXCLUDED.project_type,
    source_raw_id = EXCLUDED.source_raw_id,
    discovered_in = NULL,
    last_updated_at = now() AT TIME ZONE 'UTC'
WHERE EXCLUDED.discovered_in IS NULL
    AND (t.key, t.name, t.project_type, t.source_raw_id, t.discovered_in)
        IS DISTINCT FROM
        (EXCLUDED.key, EXCLUDED.name, EXCLUDED.project_type, EXCLUDED.source_raw_id, NULL)
