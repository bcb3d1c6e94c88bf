-- A person may hold an integration until a person lets it go on. Beside the pause that a source asks for: the one does
-- not end the other. Who held it, since when and why stands in the row while it is held; every act is kept.
ALTER TABLE etl_integration_pause
    ADD COLUMN IF NOT EXISTS held_by TEXT,
    ADD COLUMN IF NOT EXISTS held_since TIMESTAMPTZ,
    ADD COLUMN IF NOT EXISTS held_because TEXT;

CREATE TABLE IF NOT EXISTS etl_integration_event (
    seq BIGINT GENERATED ALWAYS AS IDENTITY,
    integration_id INT NOT NULL,
    tenant_id INT NOT NULL,
    at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    act TEXT NOT NULL CHECK (act IN ('paused', 'resumed')),
    actor TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (integration_id, seq),
    FOREIGN KEY (integration_id, tenant_id) REFERENCES integrations (id, tenant_id)
);
