-- The types of a project are replaced as a set, for the projects that the batch lists types of. An empty
-- answer lists none and so takes nothing away.
WITH listed AS (
    SELECT DISTINCT p.id AS project_id, w.id AS wit_id
    FROM (
        SELECT *, max(raw_id) OVER (PARTITION BY project_external_id) AS newest
        FROM stg_projects_wits
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
        FROM wits w
        WHERE w.tenant_id = :tenant AND w.integration_id = :integration AND w.external_id = s.wit_external_id
        OFFSET 0
    ) w
    WHERE s.raw_id = s.newest
), sets AS (
    SELECT project_id, array_agg(wit_id) AS ids FROM listed GROUP BY project_id
), gone AS (
    DELETE FROM projects_wits r
    USING sets
    WHERE r.project_id = sets.project_id AND r.wit_id <> ALL (sets.ids)
)
INSERT INTO projects_wits (project_id, wit_id)
SELECT l.project_id, l.wit_id
FROM listed l
WHERE NOT EXISTS (SELECT FROM projects_wits r WHERE r.project_id = l.project_id AND r.wit_id = l.wit_id)
ORDER BY l.project_id, l.wit_id
ON CONFLICT DO NOTHING
