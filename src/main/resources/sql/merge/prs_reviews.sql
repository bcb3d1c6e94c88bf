-- The reviews of a pull request are replaced as a set, for after a force push the old ones are gone. A document
-- that does not hold the reviews (unknown count, or a count but none listed) takes none away.
WITH versions AS (
    SELECT DISTINCT ON (p.id) p.id, s.raw_id, s.reviewers
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
        s.author_login, s.state, s.body, s.submitted_at AT TIME ZONE 'UTC' AS submitted_at
    FROM stg_prs_reviews s
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
    DELETE FROM prs_reviews o
    USING versions v
    LEFT JOIN kept k ON k.pr_id = v.id
    WHERE o.pr_id = v.id
        AND (v.reviewers = 0 OR k.pr_id IS NOT NULL)
        AND coalesce(o.external_id <> ALL (k.ids), TRUE)
)
INSERT INTO prs_reviews AS t (
    pr_id, external_id, author_login, state, body, submitted_at, integration_id, tenant_id)
SELECT
    n.pr_id, n.external_id, n.author_login, n.state, n.body, n.submitted_at, :integration, :tenant
FROM incoming n
WHERE NOT EXISTS (
    SELECT FROM prs_reviews o
    WHERE n.pr_id = o.pr_id AND n.external_id = o.external_id
        AND (
            o.author_login, o.state, o.body, o.submitted_at)
        IS NOT DISTINCT FROM (
            n.author_login, n.state, n.body, n.submitted_at))
ORDER BY n.pr_id, n.external_id
ON CONFLICT (pr_id, external_id) DO UPDATE SET
    author_login = EXCLUDED.author_login,
    state = EXCLUDED.state,
    body = EXCLUDED.body,
    submitted_at = EXCLUDED.submitted_at,
    last_updated_at = now() AT TIME ZONE 'UTC'
