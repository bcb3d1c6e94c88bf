-- How often each integration is read by itself, and who changed which setting to what.

CREATE TABLE etl_schedule (
    integration_id INT PRIMARY KEY,
    tenant_id INT NOT NULL,
    every_minutes INT NOT NULL CHECK (every_minutes BETWEEN 1 AND 1440),
    -- After a run that failed; without it the interval holds then too.
    retry_minutes INT CHECK (retry_minutes BETWEEN 1 AND 60 AND retry_minutes < every_minutes),
    changed_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    FOREIGN KEY (integration_id, tenant_id) REFERENCES integrations (id, tenant_id)
);

-- Every change of a setting, written in the transaction that made it. Outlives the integration that it is about.
CREATE TABLE etl_setting_event (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id INT NOT NULL REFERENCES tenants (id),
    integration_id INT,
    at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    setting TEXT NOT NULL CHECK (setting IN ('statuses', 'types', 'fields', 'schedule')),
    subject TEXT NOT NULL,
    was TEXT,
    becomes TEXT,
    actor TEXT NOT NULL,
    reason TEXT NOT NULL
);
CREATE INDEX idx_etl_setting_event_tenant ON etl_setting_event (tenant_id, seq);
