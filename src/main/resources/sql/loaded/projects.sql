-- What is loaded, in the words of the transform; relations by external id.
SELECT b.external_id, b.key, b.name, b.project_type
FROM projects b
WHERE b.tenant_id = :tenant AND b.integration_id = :integration AND b.external_id = ANY (:owners::text[])
