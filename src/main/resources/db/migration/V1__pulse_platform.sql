-- The Pulse platform's own schema as it stands before the cutover (backend-service migrations 0001..0004,
-- commit 89e61ad). Only embedded databases and tests run this script: a real platform database is recognised
-- by its fingerprint and baselined at version 1, so this file is never applied to it.

CREATE TABLE tenants (
    id SERIAL CONSTRAINT pk_tenants PRIMARY KEY,
    name VARCHAR NOT NULL UNIQUE,
    website VARCHAR,
    assets_folder VARCHAR(100),
    logo_filename VARCHAR(255) DEFAULT 'default-logo.png',
    color_schema_mode VARCHAR(10) DEFAULT 'default' CHECK (color_schema_mode IN ('default', 'custom')),
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT NOW(),
    last_updated_at TIMESTAMP DEFAULT NOW()
);

CREATE TABLE integrations (
    id SERIAL CONSTRAINT pk_integrations PRIMARY KEY,
    provider VARCHAR(50) NOT NULL,
    type VARCHAR(50) NOT NULL,
    username VARCHAR,
    password VARCHAR,
    base_url TEXT,
    base_search VARCHAR,
    ai_model VARCHAR(100),
    ai_model_config JSONB,
    cost_config JSONB,
    fallback_integration_id INT,
    logo_filename VARCHAR(255),
    tenant_id INT NOT NULL CONSTRAINT fk_integrations_tenant REFERENCES tenants (id),
    active BOOLEAN DEFAULT TRUE,
    created_at TIMESTAMPTZ DEFAULT NOW(),
    last_updated_at TIMESTAMPTZ DEFAULT NOW(),
    CONSTRAINT uk_integrations_provider_tenant UNIQUE (provider, tenant_id)
);

CREATE TABLE projects (
    id SERIAL CONSTRAINT pk_projects PRIMARY KEY,
    external_id VARCHAR,
    key VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    project_type VARCHAR,
    integration_id INT NOT NULL CONSTRAINT fk_projects_integration REFERENCES integrations (id),
    tenant_id INT NOT NULL CONSTRAINT fk_projects_tenant REFERENCES tenants (id),
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT NOW(),
    last_updated_at TIMESTAMP DEFAULT NOW()
);

CREATE TABLE workflows (
    id SERIAL CONSTRAINT pk_workflows PRIMARY KEY,
    step_name VARCHAR NOT NULL,
    step_number INT,
    step_category VARCHAR NOT NULL,
    is_commitment_point BOOLEAN NOT NULL DEFAULT FALSE,
    integration_id INT NOT NULL CONSTRAINT fk_workflows_integration REFERENCES integrations (id),
    tenant_id INT NOT NULL CONSTRAINT fk_workflows_tenant REFERENCES tenants (id),
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT NOW(),
    last_updated_at TIMESTAMP DEFAULT NOW()
);
CREATE UNIQUE INDEX uk_workflows_commitment ON workflows (tenant_id, integration_id) WHERE is_commitment_point;

CREATE TABLE statuses_mappings (
    id SERIAL CONSTRAINT pk_statuses_mappings PRIMARY KEY,
    status_from VARCHAR NOT NULL,
    status_to VARCHAR NOT NULL,
    status_category VARCHAR NOT NULL,
    workflow_id INT CONSTRAINT fk_statuses_mappings_workflow REFERENCES workflows (id),
    integration_id INT NOT NULL CONSTRAINT fk_statuses_mappings_integration REFERENCES integrations (id),
    tenant_id INT NOT NULL CONSTRAINT fk_statuses_mappings_tenant REFERENCES tenants (id),
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT NOW(),
    last_updated_at TIMESTAMP DEFAULT NOW(),
    CONSTRAINT uk_statuses_mappings UNIQUE (status_from, tenant_id)
);

CREATE TABLE wits_hierarchies (
    id SERIAL CONSTRAINT pk_wits_hierarchies PRIMARY KEY,
    level_name VARCHAR NOT NULL,
    level_number INT NOT NULL,
    description VARCHAR,
    integration_id INT NOT NULL CONSTRAINT fk_wits_hierarchies_integration REFERENCES integrations (id),
    tenant_id INT NOT NULL CONSTRAINT fk_wits_hierarchies_tenant REFERENCES tenants (id),
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT NOW(),
    last_updated_at TIMESTAMP DEFAULT NOW()
);

CREATE TABLE wits_mappings (
    id SERIAL CONSTRAINT pk_wits_mappings PRIMARY KEY,
    wit_from VARCHAR NOT NULL,
    wit_to VARCHAR NOT NULL,
    wits_hierarchy_id INT NOT NULL CONSTRAINT fk_wits_mappings_hierarchy REFERENCES wits_hierarchies (id),
    integration_id INT NOT NULL CONSTRAINT fk_wits_mappings_integration REFERENCES integrations (id),
    tenant_id INT NOT NULL CONSTRAINT fk_wits_mappings_tenant REFERENCES tenants (id),
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT NOW(),
    last_updated_at TIMESTAMP DEFAULT NOW(),
    CONSTRAINT uk_wits_mappings UNIQUE (wit_from, tenant_id)
);

CREATE TABLE wits (
    id SERIAL CONSTRAINT pk_wits PRIMARY KEY,
    external_id VARCHAR,
    original_name VARCHAR NOT NULL,
    wits_mapping_id INT CONSTRAINT fk_wits_mapping REFERENCES wits_mappings (id),
    description VARCHAR,
    hierarchy_level INT NOT NULL,
    integration_id INT NOT NULL CONSTRAINT fk_wits_integration REFERENCES integrations (id),
    tenant_id INT NOT NULL CONSTRAINT fk_wits_tenant REFERENCES tenants (id),
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT NOW(),
    last_updated_at TIMESTAMP DEFAULT NOW()
);

CREATE TABLE statuses (
    id SERIAL CONSTRAINT pk_statuses PRIMARY KEY,
    external_id VARCHAR,
    original_name VARCHAR NOT NULL,
    status_mapping_id INT CONSTRAINT fk_statuses_mapping REFERENCES statuses_mappings (id),
    category VARCHAR NOT NULL,
    description VARCHAR,
    integration_id INT NOT NULL CONSTRAINT fk_statuses_integration REFERENCES integrations (id),
    tenant_id INT NOT NULL CONSTRAINT fk_statuses_tenant REFERENCES tenants (id),
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT NOW(),
    last_updated_at TIMESTAMP DEFAULT NOW()
);

CREATE TABLE projects_wits (
    project_id INT NOT NULL CONSTRAINT fk_projects_wits_project REFERENCES projects (id),
    wit_id INT NOT NULL CONSTRAINT fk_projects_wits_wit REFERENCES wits (id)
);

CREATE TABLE projects_statuses (
    project_id INT NOT NULL CONSTRAINT fk_projects_statuses_project REFERENCES projects (id),
    status_id INT NOT NULL CONSTRAINT fk_projects_statuses_status REFERENCES statuses (id)
);

CREATE TABLE work_items (
    id SERIAL CONSTRAINT pk_work_items PRIMARY KEY,
    external_id VARCHAR,
    key VARCHAR,
    project_id INT CONSTRAINT fk_work_items_project REFERENCES projects (id),
    team VARCHAR,
    summary VARCHAR,
    description TEXT,
    acceptance_criteria TEXT,
    wit_id INT CONSTRAINT fk_work_items_wit REFERENCES wits (id),
    status_id INT CONSTRAINT fk_work_items_status REFERENCES statuses (id),
    resolution VARCHAR,
    story_points INT,
    assignee VARCHAR,
    labels VARCHAR,
    created TIMESTAMP,
    updated TIMESTAMP,
    work_first_committed_at TIMESTAMP,
    work_first_started_at TIMESTAMP,
    work_last_started_at TIMESTAMP,
    work_first_completed_at TIMESTAMP,
    work_last_completed_at TIMESTAMP,
    priority VARCHAR,
    parent_external_id VARCHAR,
    code_changed BOOLEAN,
    total_work_starts INT DEFAULT 0,
    total_completions INT DEFAULT 0,
    total_backlog_returns INT DEFAULT 0,
    total_work_time_seconds FLOAT DEFAULT 0,
    total_review_time_seconds FLOAT DEFAULT 0,
    total_cycle_time_seconds FLOAT DEFAULT 0,
    total_lead_time_seconds FLOAT DEFAULT 0,
    workflow_complexity_score INT DEFAULT 0,
    rework_indicator BOOLEAN DEFAULT FALSE,
    direct_completion BOOLEAN DEFAULT FALSE,
    custom_field_01 VARCHAR, custom_field_02 VARCHAR, custom_field_03 VARCHAR, custom_field_04 VARCHAR,
    custom_field_05 VARCHAR, custom_field_06 VARCHAR, custom_field_07 VARCHAR, custom_field_08 VARCHAR,
    custom_field_09 VARCHAR, custom_field_10 VARCHAR, custom_field_11 VARCHAR, custom_field_12 VARCHAR,
    custom_field_13 VARCHAR, custom_field_14 VARCHAR, custom_field_15 VARCHAR, custom_field_16 VARCHAR,
    custom_field_17 VARCHAR, custom_field_18 VARCHAR, custom_field_19 VARCHAR, custom_field_20 VARCHAR,
    integration_id INT NOT NULL CONSTRAINT fk_work_items_integration REFERENCES integrations (id),
    tenant_id INT NOT NULL CONSTRAINT fk_work_items_tenant REFERENCES tenants (id),
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT NOW(),
    last_updated_at TIMESTAMP DEFAULT NOW()
);
CREATE INDEX idx_work_items_integration_id ON work_items (integration_id);
CREATE INDEX idx_work_items_tenant_id ON work_items (tenant_id);
CREATE INDEX idx_work_items_external_id ON work_items (external_id);
CREATE INDEX idx_work_items_key ON work_items (key);
CREATE INDEX idx_work_items_project_id ON work_items (project_id);
CREATE INDEX idx_work_items_status_id ON work_items (status_id);
CREATE INDEX idx_work_items_wit_id ON work_items (wit_id);
CREATE INDEX idx_work_items_created ON work_items (created);
CREATE INDEX idx_work_items_updated ON work_items (updated);
CREATE INDEX idx_work_items_parent_external_id ON work_items (parent_external_id);

CREATE TABLE changelogs (
    id SERIAL CONSTRAINT pk_changelogs PRIMARY KEY,
    work_item_id INT NOT NULL CONSTRAINT fk_changelogs_work_item REFERENCES work_items (id),
    external_id VARCHAR,
    from_status_id INT CONSTRAINT fk_changelogs_from_status REFERENCES statuses (id),
    to_status_id INT CONSTRAINT fk_changelogs_to_status REFERENCES statuses (id),
    transition_start_date TIMESTAMP,
    transition_change_date TIMESTAMP,
    time_in_status_seconds FLOAT,
    changed_by VARCHAR,
    integration_id INT NOT NULL CONSTRAINT fk_changelogs_integration REFERENCES integrations (id),
    tenant_id INT NOT NULL CONSTRAINT fk_changelogs_tenant REFERENCES tenants (id),
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT NOW(),
    last_updated_at TIMESTAMP DEFAULT NOW()
);

CREATE TABLE repositories (
    id SERIAL CONSTRAINT pk_repositories PRIMARY KEY,
    external_id VARCHAR,
    name VARCHAR,
    full_name VARCHAR,
    description TEXT,
    url VARCHAR,
    is_private BOOLEAN,
    repo_created_at TIMESTAMP,
    repo_updated_at TIMESTAMP,
    pushed_at TIMESTAMP,
    language VARCHAR,
    default_branch VARCHAR,
    archived BOOLEAN,
    integration_id INT NOT NULL CONSTRAINT fk_repositories_integration REFERENCES integrations (id),
    tenant_id INT NOT NULL CONSTRAINT fk_repositories_tenant REFERENCES tenants (id),
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT NOW(),
    last_updated_at TIMESTAMP DEFAULT NOW()
);

CREATE TABLE prs (
    id SERIAL CONSTRAINT pk_prs PRIMARY KEY,
    external_id VARCHAR,
    external_repo_id VARCHAR,
    repository_id INT NOT NULL CONSTRAINT fk_prs_repository REFERENCES repositories (id),
    work_item_id INT CONSTRAINT fk_prs_work_item REFERENCES work_items (id),
    number INT,
    name VARCHAR,
    user_name VARCHAR,
    body TEXT,
    discussion_comment_count INT,
    review_comment_count INT,
    source VARCHAR,
    destination VARCHAR,
    reviewers INT,
    status VARCHAR,
    url VARCHAR,
    pr_created_at TIMESTAMP,
    pr_updated_at TIMESTAMP,
    closed_at TIMESTAMP,
    merged_at TIMESTAMP,
    merged_by VARCHAR,
    commit_count INT,
    additions INT,
    deletions INT,
    changed_files INT,
    first_review_at TIMESTAMP,
    rework_commit_count INT,
    review_cycles INT,
    integration_id INT NOT NULL CONSTRAINT fk_prs_integration REFERENCES integrations (id),
    tenant_id INT NOT NULL CONSTRAINT fk_prs_tenant REFERENCES tenants (id),
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT NOW(),
    last_updated_at TIMESTAMP DEFAULT NOW()
);

CREATE TABLE prs_reviews (
    id SERIAL CONSTRAINT pk_prs_reviews PRIMARY KEY,
    external_id VARCHAR,
    pr_id INT NOT NULL CONSTRAINT fk_prs_reviews_pr REFERENCES prs (id),
    author_login VARCHAR,
    state VARCHAR,
    body TEXT,
    submitted_at TIMESTAMP,
    integration_id INT NOT NULL CONSTRAINT fk_prs_reviews_integration REFERENCES integrations (id),
    tenant_id INT NOT NULL CONSTRAINT fk_prs_reviews_tenant REFERENCES tenants (id),
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT NOW(),
    last_updated_at TIMESTAMP DEFAULT NOW()
);

CREATE TABLE prs_commits (
    id SERIAL CONSTRAINT pk_prs_commits PRIMARY KEY,
    external_id VARCHAR,
    pr_id INT NOT NULL CONSTRAINT fk_prs_commits_pr REFERENCES prs (id),
    author_name VARCHAR,
    author_email VARCHAR,
    committer_name VARCHAR,
    committer_email VARCHAR,
    message TEXT,
    authored_date TIMESTAMP,
    committed_date TIMESTAMP,
    integration_id INT NOT NULL CONSTRAINT fk_prs_commits_integration REFERENCES integrations (id),
    tenant_id INT NOT NULL CONSTRAINT fk_prs_commits_tenant REFERENCES tenants (id),
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT NOW(),
    last_updated_at TIMESTAMP DEFAULT NOW()
);

CREATE TABLE prs_comments (
    id SERIAL CONSTRAINT pk_prs_comments PRIMARY KEY,
    external_id VARCHAR,
    pr_id INT NOT NULL CONSTRAINT fk_prs_comments_pr REFERENCES prs (id),
    author_login VARCHAR,
    body TEXT,
    comment_type VARCHAR,
    path VARCHAR,
    position INT,
    line INT,
    created_at_github TIMESTAMP,
    updated_at_github TIMESTAMP,
    integration_id INT NOT NULL CONSTRAINT fk_prs_comments_integration REFERENCES integrations (id),
    tenant_id INT NOT NULL CONSTRAINT fk_prs_comments_tenant REFERENCES tenants (id),
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT NOW(),
    last_updated_at TIMESTAMP DEFAULT NOW()
);

CREATE TABLE wits_prs_links (
    id SERIAL CONSTRAINT pk_wits_prs_links PRIMARY KEY,
    work_item_id INT NOT NULL CONSTRAINT fk_wits_prs_links_work_item REFERENCES work_items (id),
    external_repo_id VARCHAR NOT NULL,
    repo_full_name VARCHAR NOT NULL,
    pull_request_number INT NOT NULL,
    branch_name VARCHAR,
    commit_sha VARCHAR,
    pr_status VARCHAR,
    integration_id INT NOT NULL CONSTRAINT fk_wits_prs_links_integration REFERENCES integrations (id),
    tenant_id INT NOT NULL CONSTRAINT fk_wits_prs_links_tenant REFERENCES tenants (id),
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT NOW(),
    last_updated_at TIMESTAMP DEFAULT NOW()
);

CREATE TABLE system_settings (
    id SERIAL CONSTRAINT pk_system_settings PRIMARY KEY,
    setting_key VARCHAR NOT NULL,
    setting_value VARCHAR NOT NULL,
    setting_type VARCHAR NOT NULL DEFAULT 'string',
    description VARCHAR,
    tenant_id INT NOT NULL CONSTRAINT fk_system_settings_tenant REFERENCES tenants (id),
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT NOW(),
    last_updated_at TIMESTAMP DEFAULT NOW(),
    CONSTRAINT uk_system_settings UNIQUE (setting_key, tenant_id)
);

CREATE TABLE etl_jobs (
    id SERIAL CONSTRAINT pk_etl_jobs PRIMARY KEY,
    job_name VARCHAR NOT NULL,
    execution_order INT NOT NULL,
    status VARCHAR DEFAULT 'PENDING',
    last_repo_sync_checkpoint TIMESTAMP,
    repo_processing_queue TEXT,
    last_pr_cursor VARCHAR,
    current_pr_node_id VARCHAR,
    last_commit_cursor VARCHAR,
    last_review_cursor VARCHAR,
    last_comment_cursor VARCHAR,
    last_review_thread_cursor VARCHAR,
    last_run_started_at TIMESTAMP,
    last_success_at TIMESTAMP,
    error_message TEXT,
    retry_count INT DEFAULT 0,
    integration_id INT CONSTRAINT fk_etl_jobs_integration REFERENCES integrations (id),
    tenant_id INT NOT NULL CONSTRAINT fk_etl_jobs_tenant REFERENCES tenants (id),
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT NOW(),
    last_updated_at TIMESTAMP DEFAULT NOW(),
    CONSTRAINT uk_etl_jobs_name UNIQUE (job_name, tenant_id),
    CONSTRAINT uk_etl_jobs_order UNIQUE (execution_order, tenant_id)
);

CREATE TABLE migration_history (
    id SERIAL CONSTRAINT pk_migration_history PRIMARY KEY,
    migration_number VARCHAR(10) NOT NULL UNIQUE,
    migration_name VARCHAR(255) NOT NULL,
    applied_at TIMESTAMP DEFAULT NOW(),
    rollback_at TIMESTAMP,
    status VARCHAR(20) NOT NULL DEFAULT 'applied'
);
INSERT INTO migration_history (migration_number, migration_name)
VALUES ('0001', 'initial_db_schema');

CREATE TABLE vectorization_queue (
    id SERIAL CONSTRAINT pk_vectorization_queue PRIMARY KEY,
    table_name VARCHAR(50) NOT NULL,
    external_id VARCHAR(255) NOT NULL,
    operation VARCHAR(10) NOT NULL,
    status VARCHAR(20) NOT NULL DEFAULT 'pending',
    created_at TIMESTAMP DEFAULT NOW(),
    started_at TIMESTAMP,
    completed_at TIMESTAMP,
    error_message TEXT,
    last_error_at TIMESTAMP,
    entity_data JSONB,
    qdrant_metadata JSONB,
    tenant_id INT NOT NULL CONSTRAINT fk_vectorization_queue_tenant REFERENCES tenants (id),
    CONSTRAINT uk_vectorization_queue UNIQUE (table_name, external_id, operation, tenant_id)
);
