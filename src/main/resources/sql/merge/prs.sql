-- As with work items: the newest version, unless the table holds a newer one; all rows of the batch are locked
-- here, in the order of their keys. work_item_id belongs to the platform and stays as it is.
INSERT INTO prs AS p (external_id, integration_id, tenant_id,
    external_repo_id, number, name, user_name, body, discussion_comment_count, review_comment_count, source,
    destination, reviewers, status, url, pr_created_at, pr_updated_at, closed_at, merged_at, merged_by, commit_count,
    additions, deletions, changed_files, first_review_at, rework_commit_count, review_cycles, repository_id,
    source_updated_at, source_raw_id)
SELECT s.external_id, :integration, :tenant,
    s.external_repo_id, s.number, s.name, s.user_name, s.body, s.discussion_comment_count, s.review_comment_count,
    s.source, s.destination, s.reviewers, s.status, s.url, s.pr_created_at AT TIME ZONE 'UTC',
    s.pr_updated_at AT TIME ZONE 'UTC', s.closed_at AT TIME ZONE 'UTC', s.merged_at AT TIME ZONE 'UTC', s.merged_by,
    s.commit_count, s.additions, s.deletions, s.changed_files, s.first_review_at AT TIME ZONE 'UTC',
    s.rework_commit_count, s.review_cycles,
    (SELECT r.id FROM repositories r
        WHERE r.tenant_id = :tenant AND r.integration_id = :integration AND r.external_id = s.external_repo_id),
    s.pr_updated_at, s.raw_id
FROM (
    SELECT DISTINCT ON (external_id) *
    FROM stg_prs
    WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration
    ORDER BY external_id, pr_updated_at DESC NULLS LAST, raw_id DESC
) s
ORDER BY s.external_id
ON CONFLICT (tenant_id, integration_id, external_id) DO UPDATE SET
    external_repo_id = EXCLUDED.external_repo_id,
    number = EXCLUDED.number,
    name = EXCLUDED.name,
    user_name = EXCLUDED.user_name,
    body = EXCLUDED.body,
    discussion_comment_count = EXCLUDED.discussion_comment_count,
    review_comment_count = EXCLUDED.review_comment_count,
    source = EXCLUDED.source,
    destination = EXCLUDED.destination,
    reviewers = EXCLUDED.reviewers,
    status = EXCLUDED.status,
    url = EXCLUDED.url,
    pr_created_at = EXCLUDED.pr_created_at,
    pr_updated_at = EXCLUDED.pr_updated_at,
    closed_at = EXCLUDED.closed_at,
    merged_at = EXCLUDED.merged_at,
    merged_by = EXCLUDED.merged_by,
    commit_count = EXCLUDED.commit_count,
    additions = EXCLUDED.additions,
    deletions = EXCLUDED.deletions,
    changed_files = EXCLUDED.changed_files,
    first_review_at = EXCLUDED.first_review_at,
    rework_commit_count = EXCLUDED.rework_commit_count,
    review_cycles = EXCLUDED.review_cycles,
    repository_id = EXCLUDED.repository_id,
    source_updated_at = EXCLUDED.source_updated_at,
    source_raw_id = EXCLUDED.source_raw_id,
    last_updated_at = now() AT TIME ZONE 'UTC'
WHERE (p.source_updated_at IS NULL OR p.source_updated_at <= EXCLUDED.source_updated_at)
    AND (
        p.external_repo_id, p.number, p.name, p.user_name, p.body, p.discussion_comment_count, p.review_comment_count,
        p.source, p.destination, p.reviewers, p.status, p.url, p.pr_created_at, p.pr_updated_at, p.closed_at,
        p.merged_at, p.merged_by, p.commit_count, p.additions, p.deletions, p.changed_files, p.first_review_at,
        p.rework_commit_count, p.review_cycles, p.repository_id, p.source_updated_at, p.source_raw_id)
    IS DISTINCT FROM (
        EXCLUDED.external_repo_id, EXCLUDED.number, EXCLUDED.name, EXCLUDED.user_name, EXCLUDED.body,
        EXCLUDED.discussion_comment_count, EXCLUDED.review_comment_count, EXCLUDED.source, EXCLUDED.destination,
        EXCLUDED.reviewers, EXCLUDED.status, EXCLUDED.url, EXCLUDED.pr_created_at, EXCLUDED.pr_updated_at,
        EXCLUDED.closed_at, EXCLUDED.merged_at, EXCLUDED.merged_by, EXCLUDED.commit_count, EXCLUDED.additions,
        EXCLUDED.deletions, EXCLUDED.changed_files, EXCLUDED.first_review_at, EXCLUDED.rework_commit_count,
        EXCLUDED.review_cycles, EXCLUDED.repository_id, EXCLUDED.source_updated_at, EXCLUDED.source_raw_id)
