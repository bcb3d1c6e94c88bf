-- What is loaded, in the words of the transform; relations by external id.
SELECT b.external_id AS pr_external_id, v.external_id, v.author_login, v.state, v.body, v.submitted_at
FROM prs b
JOIN prs_reviews v ON v.pr_id = b.id
WHERE b.tenant_id = :tenant AND b.integration_id = :integration AND b.external_id = ANY (:owners::text[])
ORDER BY v.id
