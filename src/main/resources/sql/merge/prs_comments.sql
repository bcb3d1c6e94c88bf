-- The comments of a pull request are replaced as a set, for after a force push the old ones are gone. A document
-- that does not hold the comments (unknown count, or a count but none listed) takes none away.
WITH versions AS (
    SELECT DISTINCT ON (p.id) p.id, s.raw_id, s.discussion_comment_count, s.review_comment_count
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
    SELECT DISTINCT ON (p.id, s.comment_type, s.external_id)
        p.id AS pr_id, s.comment_type, s.external_id,
        s.author_login, s.body, s.path, s.position, s.line,
        s.created_at_github AT TIME ZONE 'UTC' AS created_at_github,
        s.updated_at_github AT TIME ZONE 'UTC' AS updated_at_github
    FROM stg_prs_comments s
    JOIN LATERAL (
        SELECT p.id, p.source_raw_id
        FROM prs p
        WHERE p.tenant_id = :tenant AND p.integration_id = :integration AND p.external_id = s.pr_external_id
        OFFSET 0
    ) p ON p.source_raw_id = s.raw_id
    WHERE s.batch_id = :batch AND s.tenant_id = :tenant AND s.integration_id = :integration
    ORDER BY p.id, s.comment_type, s.external_id
), kept AS (
    SELECT pr_id,
        array_agg(external_id) FILTER (WHERE comment_type = 'issue') AS conversation,
        array_agg(external_id) FILTER (WHERE comment_type = 'review') AS on_lines
    FROM incoming
    GROUP BY pr_id
), gone AS (
    DELETE FROM prs_comments o
    USING versions v
    LEFT JOIN kept k ON k.pr_id = v.id
    WHERE o.pr_id = v.id
        AND CASE WHEN o.comment_type = 'review'
            THEN (v.review_comment_count = 0 OR k.on_lines IS NOT NULL)
                AND coalesce(o.external_id <> ALL (k.on_lines), TRUE)
            ELSE (v.discussion_comment_count = 0 OR k.conversation IS NOT NULL)
                AND coalesce(o.comment_type <> 'issue' OR o.external_id <> ALL (k.conversation), TRUE) END
)
INSERT INTO prs_comments AS t (
    pr_id, comment_type, external_id, author_login, body, path, position, line, created_at_github, updated_at_github,
    integration_id, tenant_id)
SELECT
    n.pr_id, n.comment_type, n.external_id, n.author_login, n.body, n.path, n.position, n.line, n.created_at_github,
    n.updated_at_github, :integration, :tenant
FROM incoming n
WHERE NOT EXISTS (
    SELECT FROM prs_comments o
    WHERE n.pr_id = o.pr_id AND n.comment_type = o.comment_type AND n.external_id = o.external_id
        AND (
            o.author_login, o.body, o.path, o.position, o.line, o.created_at_github, o.updated_at_github)
        IS NOT DISTINCT FROM (
            n.author_login, n.body, n.path, n.position, n.line, n.created_at_github, n.updated_at_github))
ORDER BY n.pr_id, n.comment_type, n.external_id
ON CONFLICT (pr_id, comment_type, external_id) DO UPDATE SET
    author_login = EXCLUDED.author_login,
    body = EXCLUDED.body,
    path = EXCLUDED.path,
    position = EXCLUDED.position,
    line = EXCLUDED.line,
    created_at_github = EXCLUDED.created_at_github,
    updated_at_github = EXCLUDED.updated_at_github,
    last_updated_at = now() AT TIME ZONE 'UTC'
