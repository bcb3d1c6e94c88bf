-- What is loaded, in the words of the transform; relations by external id.
SELECT b.external_id AS work_item_external_id, l.external_repo_id, l.repo_full_name, l.pull_request_number,
    l.branch_name, l.commit_sha, l.pr_status
FROM work_items b
JOIN work_items_prs_links l ON l.work_item_id = b.id
WHERE b.tenant_id = :tenant AND b.integration_id = :integration AND b.external_id = ANY (:owners::text[])
ORDER BY l.id
