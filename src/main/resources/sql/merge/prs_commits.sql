-- The commits of a pull request are replaced as a set, for after a force push the old ones are gone. A document
-- that does not hold the commits (unknown count, or a count but none listed) takes none away.
WITH versions AS (
    SELECT DISTINCT ON (p.id) p.id, s.raw_id, s.commit_count
    FROM stg_prs s
    JOIN LATERAL (
        SELECT p.id, p.source_raw_id
        FROM prs p
        WHERE p.tenant_id = :tenant AND p.integration_id = :integration AND p.external_id = s.external_id
        OFFSET 0
    ) p ON p.source_raw_id = s.raw_id
    WHERE s.batch_id = :batch AND s.tenant_id = :tenant AND s.integration_id = :integration
    ORDER BY p.id
), incoming AS (
    SELECT DISTINCT ON (p.id, s.external_id)
        p.id AS pr_id, s.external_id,
        s.author_name, s.author_email, s.committer_name, s.committer_email, s.message,
        s.authored_date AT TIME ZONE 'UTC' AS authored_date, s.committed_date AT TIME ZONE 'UTC' AS committed_date
    FROM stg_prs_commits s
    JOIN LATERAL (
        SELECT p.id, p.source_raw_id
        FROM prs p
        WHERE p.tenant_id = :tenant AND p.integration_id = :integration AND p.external_id = s.pr_external_id
        OFFSET 0
    ) p ON p.source_raw_id = s.raw_id
    WHERE s.batch_id = :batch AND s.tenant_id = :tenant AND s.integration_id = :integration
    ORDER BY p.id, s.external_id
), kept AS (
    SELECT pr_id, array_agg(external_id) AS ids FROM incoming GROUP BY pr_id
), gone AS (
    DELETE FROM prs_commits o
    USING versions v
    LEFT JOIN kept k ON k.pr_id = v.id
    WHERE o.pr_id = v.id
        AND (v.commit_count = 0 OR k.pr_id IS NOT NULL)
        AND coalesce(o.external_id <> ALL (k.ids), TRUE)
)
INSERT INTO prs_commits AS t (
    pr_id, external_id, author_name, author_email, committer_name, committer_email, message, authored_date,
    committed_date, integration_id, tenant_id)
SELECT
    n.pr_id, n.external_id, n.author_name, n.author_email, n.committer_name, n.committer_email, n.message,
    n.authored_date, n.committed_date, :integration, :tenant
FROM incoming n
WHERE NOT EXISTS (
    SELECT FROM prs_commits o
    WHERE n.pr_id = o.pr_id AND n.external_id = o.external_id
        AND (
            o.author_name, o.author_email, o.committer_name, o.committer_email, o.message, o.authored_date,
            o.committed_date)
        IS NOT DISTINCT FROM (
            n.author_name, n.author_email, n.committer_name, n.committer_email, n.message, n.authored_date,
            n.committed_date))
ORDER BY n.pr_id, n.external_id
ON CONFLICT (pr_id, external_id) DO UPDATE SET
    author_name = EXCLUDED.author_name,
    author_email = EXCLUDED.author_email,
    committer_name = EXCLUDED.committer_name,
    committer_email = EXCLUDED.committer_email,
    message = EXCLUDED.message,
    authored_date = EXCLUDED.authored_date,
    committed_date = EXCLUDED.committed_date,
    last_updated_at = now() AT TIME ZONE 'UTC'
