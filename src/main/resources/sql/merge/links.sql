-- The links of an issue are replaced as a set. A row without a pull request says that there are none.
WITH newest AS (
    SELECT DISTINCT ON (w.id, s.external_repo_id, s.pull_request_number)
        w.id AS work_item_id, s.external_repo_id, s.repo_full_name, s.pull_request_number, s.branch_name,
        s.commit_sha, s.pr_status
    FROM (
        SELECT *, max(raw_id) OVER (PARTITION BY work_item_external_id) AS newest
        FROM stg_work_items_prs_links
        WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration
    ) s
    JOIN LATERAL (
        SELECT w.id, w.tenant_id, w.integration_id
        FROM work_items w
        WHERE w.external_id = s.work_item_external_id
        OFFSET 0
    ) w ON w.tenant_id = :tenant AND w.integration_id = :integration
    WHERE s.raw_id = s.newest
    ORDER BY w.id, s.external_repo_id, s.pull_request_number
), gone AS (
    DELETE FROM work_items_prs_links l
    WHERE l.work_item_id IN (SELECT work_item_id FROM newest)
        AND NOT EXISTS (
            SELECT FROM newest n
            WHERE n.work_item_id = l.work_item_id AND n.external_repo_id = l.external_repo_id
                AND n.pull_request_number = l.pull_request_number)
)
INSERT INTO work_items_prs_links AS t (work_item_id, external_repo_id, repo_full_name, pull_request_number,
    branch_name, commit_sha, pr_status, integration_id, tenant_id)
SELECT n.work_item_id, n.external_repo_id, n.repo_full_name, n.pull_request_number, n.branch_name, n.commit_sha,
    n.pr_status, :integration, :tenant
FROM newest n
WHERE n.external_repo_id IS NOT NULL
    AND NOT EXISTS (
        SELECT FROM work_items_prs_links o
        WHERE o.work_item_id = n.work_item_id AND o.external_repo_id = n.external_repo_id
            AND o.pull_request_number = n.pull_request_number
            AND (o.repo_full_name, o.branch_name, o.commit_sha, o.pr_status)
                IS NOT DISTINCT FROM (n.repo_full_name, n.branch_name, n.commit_sha, n.pr_status))
ORDER BY n.work_item_id, n.external_repo_id, n.pull_request_number
ON CONFLICT (work_item_id, external_repo_id, pull_request_number) DO UPDATE SET
    repo_full_name = EXCLUDED.repo_full_name,
    branch_name = EXCLUDED.branch_name,
    commit_sha = EXCLUDED.commit_sha,
    pr_status = EXCLUDED.pr_status,
    last_updated_at = now() AT TIME ZONE 'UTC'
