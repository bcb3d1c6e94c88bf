-- What is loaded, in the words of the transform; relations by external id.
SELECT b.external_id AS project_external_id, s.external_id AS status_external_id
FROM projects b
JOIN projects_statuses l ON l.project_id = b.id
JOIN statuses s ON s.id = l.status_id
WHERE b.tenant_id = :tenant AND b.integration_id = :integration AND b.external_id = ANY (:owners::text[])
ORDER BY 1, 2
