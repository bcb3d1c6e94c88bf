-- Natural keys: what is read again updates its row, it never adds one. Built without blocking writers; the
-- duplicate check that goes before refuses with the list of rows when a key could not be unique.
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS uk_projects_natural ON projects (tenant_id, integration_id, external_id);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS uk_wits_natural ON wits (tenant_id, integration_id, external_id);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS uk_statuses_natural ON statuses (tenant_id, integration_id, external_id);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS uk_projects_wits_natural ON projects_wits (project_id, wit_id);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS uk_projects_statuses_natural ON projects_statuses (project_id, status_id);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS uk_work_items_natural ON work_items (tenant_id, integration_id, external_id);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS uk_changelogs_natural ON changelogs (work_item_id, external_id);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS uk_work_items_prs_links_natural ON work_items_prs_links (work_item_id, external_repo_id, pull_request_number);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS uk_repositories_natural ON repositories (tenant_id, integration_id, external_id);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS uk_prs_natural ON prs (tenant_id, integration_id, external_id);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS uk_prs_commits_natural ON prs_commits (pr_id, external_id);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS uk_prs_reviews_natural ON prs_reviews (pr_id, external_id);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS uk_prs_comments_natural ON prs_comments (pr_id, comment_type, external_id);
