-- Typed staging, one table a business table, and the columns that tie a business row to its raw row.
-- A staging row belongs to one batch (the transform job that wrote it) and is gone when the load job has merged it.

ALTER TABLE projects
    ADD COLUMN IF NOT EXISTS source_updated_at TIMESTAMPTZ,
    ADD COLUMN IF NOT EXISTS source_raw_id BIGINT,
    ADD COLUMN IF NOT EXISTS discovered_in VARCHAR(20);
ALTER TABLE wits
    ADD COLUMN IF NOT EXISTS source_updated_at TIMESTAMPTZ,
    ADD COLUMN IF NOT EXISTS source_raw_id BIGINT,
    ADD COLUMN IF NOT EXISTS discovered_in VARCHAR(20);
ALTER TABLE statuses
    ADD COLUMN IF NOT EXISTS category_key VARCHAR(30),
    ADD COLUMN IF NOT EXISTS source_updated_at TIMESTAMPTZ,
    ADD COLUMN IF NOT EXISTS source_raw_id BIGINT,
    ADD COLUMN IF NOT EXISTS discovered_in VARCHAR(20);
ALTER TABLE work_items
    ADD COLUMN IF NOT EXISTS story_points_exact DOUBLE PRECISION,
    ADD COLUMN IF NOT EXISTS source_updated_at TIMESTAMPTZ,
    ADD COLUMN IF NOT EXISTS source_raw_id BIGINT;
ALTER TABLE repositories
    ADD COLUMN IF NOT EXISTS source_updated_at TIMESTAMPTZ,
    ADD COLUMN IF NOT EXISTS source_raw_id BIGINT,
    ADD COLUMN IF NOT EXISTS discovered_in VARCHAR(20);
ALTER TABLE prs
    ADD COLUMN IF NOT EXISTS source_updated_at TIMESTAMPTZ,
    ADD COLUMN IF NOT EXISTS source_raw_id BIGINT;
COMMENT ON COLUMN statuses.discovered_in IS
    'NULL: from the catalogue; issue, changelog: named there while the catalogue lacks it';

-- The platform renamed wits_prs_links later; both names stay readable, the pipeline writes this one.
CREATE TABLE IF NOT EXISTS work_items_prs_links (
    id SERIAL PRIMARY KEY,
    work_item_id INT NOT NULL REFERENCES work_items (id),
    external_repo_id VARCHAR NOT NULL,
    repo_full_name VARCHAR NOT NULL,
    pull_request_number INT NOT NULL,
    branch_name VARCHAR,
    commit_sha VARCHAR,
    pr_status VARCHAR,
    integration_id INT NOT NULL REFERENCES integrations (id),
    tenant_id INT NOT NULL REFERENCES tenants (id),
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT NOW(),
    last_updated_at TIMESTAMP DEFAULT NOW()
);
DO $$
BEGIN
    IF to_regclass('wits_prs_links') IS NOT NULL AND NOT EXISTS (SELECT 1 FROM work_items_prs_links) THEN
        INSERT INTO work_items_prs_links (work_item_id, external_repo_id, repo_full_name, pull_request_number,
            branch_name, commit_sha, pr_status, integration_id, tenant_id, active, created_at, last_updated_at)
        SELECT DISTINCT ON (work_item_id, external_repo_id, pull_request_number)
            work_item_id, external_repo_id, repo_full_name, pull_request_number,
            branch_name, commit_sha, pr_status, integration_id, tenant_id, active, created_at, last_updated_at
        FROM wits_prs_links ORDER BY work_item_id, external_repo_id, pull_request_number, id DESC;
    END IF;
END $$;

CREATE TABLE stg_projects (
    batch_id BIGINT NOT NULL, raw_id BIGINT NOT NULL, tenant_id INT NOT NULL, integration_id INT NOT NULL,
    external_id TEXT NOT NULL, key TEXT, name TEXT, project_type TEXT, discovered_in TEXT
);
CREATE INDEX idx_stg_projects ON stg_projects (batch_id);

CREATE TABLE stg_wits (
    batch_id BIGINT NOT NULL, raw_id BIGINT NOT NULL, tenant_id INT NOT NULL, integration_id INT NOT NULL,
    external_id TEXT NOT NULL, original_name TEXT, description TEXT, hierarchy_level INT, discovered_in TEXT
);
CREATE INDEX idx_stg_wits ON stg_wits (batch_id);

CREATE TABLE stg_statuses (
    batch_id BIGINT NOT NULL, raw_id BIGINT NOT NULL, tenant_id INT NOT NULL, integration_id INT NOT NULL,
    external_id TEXT NOT NULL, original_name TEXT, category TEXT, category_key TEXT, description TEXT, discovered_in TEXT
);
CREATE INDEX idx_stg_statuses ON stg_statuses (batch_id);

CREATE TABLE stg_projects_wits (
    batch_id BIGINT NOT NULL, raw_id BIGINT NOT NULL, tenant_id INT NOT NULL, integration_id INT NOT NULL,
    project_external_id TEXT NOT NULL, wit_external_id TEXT NOT NULL
);
CREATE INDEX idx_stg_projects_wits ON stg_projects_wits (batch_id);

CREATE TABLE stg_projects_statuses (
    batch_id BIGINT NOT NULL, raw_id BIGINT NOT NULL, tenant_id INT NOT NULL, integration_id INT NOT NULL,
    project_external_id TEXT NOT NULL, status_external_id TEXT NOT NULL
);
CREATE INDEX idx_stg_projects_statuses ON stg_projects_statuses (batch_id);

CREATE TABLE stg_work_items (
    batch_id BIGINT NOT NULL, raw_id BIGINT NOT NULL, tenant_id INT NOT NULL, integration_id INT NOT NULL,
    external_id TEXT NOT NULL, key TEXT, project_external_id TEXT, team TEXT, summary TEXT, description TEXT,
    acceptance_criteria TEXT, wit_external_id TEXT, status_external_id TEXT, resolution TEXT,
    story_points DOUBLE PRECISION, assignee TEXT, labels TEXT, created TIMESTAMPTZ, updated TIMESTAMPTZ,
    priority TEXT, parent_external_id TEXT, code_changed BOOLEAN, custom_fields TEXT[]
);
CREATE INDEX idx_stg_work_items ON stg_work_items (batch_id);

CREATE TABLE stg_changelogs (
    batch_id BIGINT NOT NULL, raw_id BIGINT NOT NULL, tenant_id INT NOT NULL, integration_id INT NOT NULL,
    work_item_external_id TEXT NOT NULL, external_id TEXT NOT NULL,
    from_status_external_id TEXT, to_status_external_id TEXT, transition_change_date TIMESTAMPTZ, changed_by TEXT
);
CREATE INDEX idx_stg_changelogs ON stg_changelogs (batch_id);

CREATE TABLE stg_work_items_prs_links (
    batch_id BIGINT NOT NULL, raw_id BIGINT NOT NULL, tenant_id INT NOT NULL, integration_id INT NOT NULL,
    work_item_external_id TEXT NOT NULL, external_repo_id TEXT, repo_full_name TEXT, pull_request_number INT,
    branch_name TEXT, commit_sha TEXT, pr_status TEXT
);
CREATE INDEX idx_stg_work_items_prs_links ON stg_work_items_prs_links (batch_id);

CREATE TABLE stg_repositories (
    batch_id BIGINT NOT NULL, raw_id BIGINT NOT NULL, tenant_id INT NOT NULL, integration_id INT NOT NULL,
    external_id TEXT NOT NULL, name TEXT, full_name TEXT, description TEXT, url TEXT, is_private BOOLEAN,
    repo_created_at TIMESTAMPTZ, repo_updated_at TIMESTAMPTZ, pushed_at TIMESTAMPTZ, language TEXT,
    default_branch TEXT, archived BOOLEAN, discovered_in TEXT
);
CREATE INDEX idx_stg_repositories ON stg_repositories (batch_id);

CREATE TABLE stg_prs (
    batch_id BIGINT NOT NULL, raw_id BIGINT NOT NULL, tenant_id INT NOT NULL, integration_id INT NOT NULL,
    external_id TEXT NOT NULL, external_repo_id TEXT NOT NULL, number INT, name TEXT, user_name TEXT, body TEXT,
    discussion_comment_count INT, review_comment_count INT, source TEXT, destination TEXT, reviewers INT,
    status TEXT, url TEXT, pr_created_at TIMESTAMPTZ, pr_updated_at TIMESTAMPTZ, closed_at TIMESTAMPTZ,
    merged_at TIMESTAMPTZ, merged_by TEXT, commit_count INT, additions INT, deletions INT, changed_files INT,
    first_review_at TIMESTAMPTZ, rework_commit_count INT, review_cycles INT
);
CREATE INDEX idx_stg_prs ON stg_prs (batch_id);

CREATE TABLE stg_prs_commits (
    batch_id BIGINT NOT NULL, raw_id BIGINT NOT NULL, tenant_id INT NOT NULL, integration_id INT NOT NULL,
    pr_external_id TEXT NOT NULL, external_id TEXT NOT NULL, author_name TEXT, author_email TEXT,
    committer_name TEXT, committer_email TEXT, message TEXT, authored_date TIMESTAMPTZ, committed_date TIMESTAMPTZ
);
CREATE INDEX idx_stg_prs_commits ON stg_prs_commits (batch_id);

CREATE TABLE stg_prs_reviews (
    batch_id BIGINT NOT NULL, raw_id BIGINT NOT NULL, tenant_id INT NOT NULL, integration_id INT NOT NULL,
    pr_external_id TEXT NOT NULL, external_id TEXT NOT NULL, author_login TEXT, state TEXT, body TEXT,
    submitted_at TIMESTAMPTZ
);
CREATE INDEX idx_stg_prs_reviews ON stg_prs_reviews (batch_id);

CREATE TABLE stg_prs_comments (
    batch_id BIGINT NOT NULL, raw_id BIGINT NOT NULL, tenant_id INT NOT NULL, integration_id INT NOT NULL,
    pr_external_id TEXT NOT NULL, external_id TEXT NOT NULL, author_login TEXT, body TEXT, comment_type TEXT,
    path TEXT, position INT, line INT, created_at_github TIMESTAMPTZ, updated_at_github TIMESTAMPTZ
);
CREATE INDEX idx_stg_prs_comments ON stg_prs_comments (batch_id);
