-- Which staging tables hold rows of the batch; only these are merged.
SELECT
    EXISTS (SELECT FROM stg_projects WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration) AS projects,
    EXISTS (SELECT FROM stg_wits WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration) AS wits,
    EXISTS (SELECT FROM stg_statuses WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration) AS statuses,
    EXISTS (SELECT FROM stg_projects_wits WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration) AS projects_wits,
    EXISTS (SELECT FROM stg_projects_statuses WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration) AS projects_statuses,
    EXISTS (SELECT FROM stg_repositories WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration) AS repositories,
    EXISTS (SELECT FROM stg_work_items WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration) AS work_items,
    EXISTS (SELECT FROM stg_work_items_prs_links WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration) AS links,
    EXISTS (SELECT FROM stg_prs WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration) AS prs,
    -- True when the meaning of a status, or the set of a project's types or statuses, may change.
    EXISTS (SELECT FROM stg_projects_wits WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration)
    OR EXISTS (SELECT FROM stg_projects_statuses WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration)
    OR EXISTS (
        SELECT
        FROM stg_statuses s
        LEFT JOIN LATERAL (
            SELECT t.id, t.discovered_in
            FROM statuses t
            WHERE t.tenant_id = :tenant AND t.integration_id = :integration AND t.external_id = s.external_id
            OFFSET 0
        ) t ON TRUE
        WHERE s.batch_id = :batch AND s.tenant_id = :tenant AND s.integration_id = :integration
            AND s.discovered_in IS DISTINCT FROM 'changelog'
            AND (t.id IS NULL OR s.discovered_in IS NULL OR t.discovered_in = 'changelog')) AS changes_meaning
