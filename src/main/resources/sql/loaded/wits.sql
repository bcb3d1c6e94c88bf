-- What is loaded, in the words of the transform; relations by external id.
SELECT b.external_id, b.original_name, b.description, b.hierarchy_level
FROM wits b
WHERE b.tenant_id = :tenant AND b.integration_id = :integration AND b.external_id = ANY (:owners::text[])
