-- The statuses of a project are replaced as a set, for the projects that the batch lists statuses of. An empty
-- answer lists none and so takes nothing away.
WITH listed AS (
    SELECT DISTINCT p.id AS project_id, w.id AS status_id
    FROM (
        SELECT *, max(raw_id) OVER (PARTITION BY project_external_id) AS newest
        FROM stg_projects_statuses
        WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration
    ) s
    CROSS JOIN LATERAL (
        SELECT p.id
        FROM projects p
        WHERE p.tenant_id = :tenant AND p.integration_id = :integration AND p.external_id = s.project_external_id
        OFFSET 0
    ) p
    CROSS JOIN LATERAL (
        SELECT w.id
        FROM statuses w
        WHERE w.tenant_id = :tenant AND w.integration_id = :integration AND w.external_id = s.status_external_id
        OFFSET 0
    ) w
    WHERE s.raw_id = s.newest
), sets AS (
    SELECT project_id, array_agg(status_id) AS ids FROM listed GROUP BY project_id
), gone AS (
    DELETE FROM projects_statuses r
    USING sets
    WHERE r.project_id = sets.project_id AND r.status_id <> ALL (sets.ids)
)
INSERT INTO projects_statuses (project_id, status_id)
SELECT l.project_id, l.status_id
FROM listed l
WHERE NOT EXISTS (SELECT FROM projects_statuses r WHERE r.project_id = l.project_id AND r.status_id = l.status_id)
ORDER BY l.project_id, l.status_id
ON CONFLICT DO NOTHING
