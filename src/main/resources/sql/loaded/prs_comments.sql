-- What is loaded, in the words of the transform; relations by external id.
SELECT b.external_id AS pr_external_id, c.external_id, c.author_login, c.body, c.comment_type, c.path, c.position,
    c.line, c.created_at_github, c.updated_at_github
FROM prs b
JOIN prs_comments c ON c.pr_id = b.id
WHERE b.tenant_id = :tenant AND b.integration_id = :integration AND b.external_id = ANY (:owners::text[])
ORDER BY c.id
