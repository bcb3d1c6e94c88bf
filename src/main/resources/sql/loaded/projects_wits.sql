-- What is loaded, in the words of the transform; relations by external id.
SELECT b.external_id AS project_external_id, w.external_id AS wit_external_id
FROM projects b
JOIN projects_wits l ON l.project_id = b.id
JOIN wits w ON w.id = l.wit_id
WHERE b.tenant_id = :tenant AND b.integration_id = :integration AND b.external_id = ANY (:owners::text[])
ORDER BY 1, 2
