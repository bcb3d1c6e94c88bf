-- What is loaded, in the words of the transform; relations by external id.
SELECT b.external_id AS pr_external_id, c.external_id, c.author_name, c.author_email, c.committer_name,
    c.committer_email, c.message, c.authored_date, c.committed_date
FROM prs b
JOIN prs_commits c ON c.pr_id = b.id
WHERE b.tenant_id = :tenant AND b.integration_id = :integration AND b.external_id = ANY (:owners::text[])
ORDER BY c.id
