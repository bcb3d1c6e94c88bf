-- A push moves pushed_at but not always updated_at: the later of the two is the version. A placeholder
-- out of a pull request fills a gap only and has no version.
INSERT INTO repositories AS t (external_id, name, full_name, description, url, is_private, repo_created_at,
    repo_updated_at, pushed_at, language, default_branch, archived, integration_id, tenant_id,
    source_updated_at, source_raw_id, discovered_in)
SELECT s.external_id, s.name, s.full_name, s.description, s.url, s.is_private,
    s.repo_created_at AT TIME ZONE 'UTC', s.repo_updated_at AT TIME ZONE 'UTC', s.pushed_at AT TIME ZONE 'UTC',
    s.language, s.default_branch, s.archived, :integration, :tenant,
    CASE WHEN s.discovered_in IS NULL THEN greatest(s.repo_updated_at, s.pushed_at) END, s.raw_id, s.discovered_in
FROM (
    SELECT DISTINCT ON (external_id) *
    FROM stg_repositories
    WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration
    ORDER BY external_id, discovered_in IS NOT NULL, greatest(repo_updated_at, pushed_at) DESC NULLS LAST, raw_id DESC
) s
WHERE s.discovered_in IS NULL OR NOT EXISTS (
    SELECT FROM repositories r
    WHERE r.tenant_id = :tenant AND r.integration_id = :integration AND r.external_id = s.external_id)
ORDER BY s.external_id
ON CONFLICT (tenant_id, integration_id, external_id) DO UPDATE SET
    name = EXCLUDED.name,
    full_name = EXCLUDED.full_name,
    description = EXCLUDED.description,
    url = EXCLUDED.url,
    is_private = EXCLUDED.is_private,
    repo_created_at = EXCLUDED.repo_created_at,
    repo_updated_at = EXCLUDED.repo_updated_at,
    pushed_at = EXCLUDED.pushed_at,
    language = EXCLUDED.language,
    default_branch = EXCLUDED.default_branch,
    archived = EXCLUDED.archived,
    source_updated_at = EXCLUDED.source_updated_at,
    source_raw_id = EXCLUDED.source_raw_id,
    discovered_in = NULL,
    last_updated_at = now() AT TIME ZONE 'UTC'
WHERE EXCLUDED.discovered_in IS NULL
    AND (t.source_updated_at IS NULL OR t.source_updated_at <= EXCLUDED.source_updated_at)
    AND (t.name, t.full_name, t.description, t.url, t.is_private, t.repo_created_at, t.repo_updated_at, t.pushed_at,
         t.language, t.default_branch, t.archived, t.source_updated_at, t.source_raw_id, t.discovered_in)
        IS DISTINCT FROM
        (EXCLUDED.name, EXCLUDED.full_name, EXCLUDED.description, EXCLUDED.url, EXCLUDED.is_private,
         EXCLUDED.repo_created_at, EXCLUDED.repo_updated_at, EXCLUDED.pushed_at, EXCLUDED.language,
         EXCLUDED.default_branch, EXCLUDED.archived, EXCLUDED.source_updated_at, EXCLUDED.source_raw_id, NULL)
