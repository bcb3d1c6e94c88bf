-- What is loaded, in the words of the transform; relations by external id.
SELECT b.external_id, b.external_repo_id, b.number, b.name, b.user_name, b.body, b.discussion_comment_count,
    b.review_comment_count, b.source, b.destination, b.reviewers, b.status, b.url, b.pr_created_at, b.pr_updated_at,
    b.closed_at, b.merged_at, b.merged_by, b.commit_count, b.additions, b.deletions, b.changed_files,
    b.first_review_at, b.rework_commit_count, b.review_cycles
FROM prs b
WHERE b.tenant_id = :tenant AND b.integration_id = :integration AND b.external_id = ANY (:owners::text[])
