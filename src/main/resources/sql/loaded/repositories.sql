-- What is loaded, in the words of the transform; relations by external id.
SELECT b.external_id, b.name, b.full_name, b.description, b.url, b.is_private, b.repo_created_at, b.repo_updated_at,
    b.pushed_at, b.language, b.default_branch, b.archived
FROM repositories b
WHERE b.tenant_id = :tenant AND b.integration_id = :integration AND b.external_id = ANY (:owners::text[])
