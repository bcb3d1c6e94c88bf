-- Lines of a list for given rows, in the order of the ids. No document is read: the length of the bytes stands in
-- their toast pointer. Look-ups by key stand behind OFFSET 0, which the planner does not take apart.
SELECT r.id, r.tenant_id, t.name AS tenant, r.integration_id, r.entity_type, r.external_id, r.created_at,
    coalesce(r.processing_status, 'pending') AS status, octet_length(r.raw_body) AS size,
    left(coalesce(r.error_details ->> 'what', r.error_details::text), 500) AS problem,
    (SELECT count(*) FROM (
        SELECT 1
        FROM (SELECT * FROM raw_extraction_data o WHERE o.external_id = r.external_id OFFSET 0) v
        WHERE v.tenant_id = r.tenant_id AND v.integration_id = r.integration_id AND v.entity_type = r.entity_type
            AND v.id <= r.id
        LIMIT 1000) c) AS version,
    CASE r.entity_type
        WHEN 'jira_issues' THEN (SELECT w.key FROM work_items w WHERE w.tenant_id = r.tenant_id
            AND w.integration_id = r.integration_id AND w.external_id = r.external_id)
        WHEN 'jira_projects' THEN (SELECT p.key FROM projects p WHERE p.tenant_id = r.tenant_id
            AND p.integration_id = r.integration_id AND p.external_id = r.external_id)
        WHEN 'github_repositories' THEN (SELECT g.full_name FROM repositories g WHERE g.tenant_id = r.tenant_id
            AND g.integration_id = r.integration_id AND g.external_id = r.external_id)
        WHEN 'github_prs' THEN (SELECT g.full_name || '#' || q.number FROM prs q
            JOIN repositories g ON g.id = q.repository_id WHERE q.tenant_id = r.tenant_id
            AND q.integration_id = r.integration_id AND q.external_id = r.external_id)
    END AS label
FROM unnest(:ids::bigint[]) WITH ORDINALITY AS k (id, n)
CROSS JOIN LATERAL (SELECT * FROM raw_extraction_data x WHERE x.id = k.id OFFSET 0) r
JOIN tenants t ON t.id = r.tenant_id
ORDER BY k.n
