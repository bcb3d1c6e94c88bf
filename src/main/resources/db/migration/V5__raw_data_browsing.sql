-- What the raw-data browser pages by: time of extraction, then id, over everything and within an entity of a
-- tenant. Built without blocking writers. What operators do with raw rows is kept with who and why.
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_raw_data_extracted ON raw_extraction_data (created_at, id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_raw_data_entity_extracted ON raw_extraction_data (tenant_id, entity_type, created_at, id);

-- A row without a time would stand nowhere in that order. Found by the index just built.
UPDATE raw_extraction_data SET created_at = coalesce(processed_at, source_updated_at, last_seen_at, clock_timestamp())
WHERE created_at IS NULL;

CREATE TABLE IF NOT EXISTS etl_raw_event (
    seq BIGINT GENERATED ALWAYS AS IDENTITY,
    raw_id BIGINT NOT NULL,
    tenant_id INT NOT NULL,
    at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    from_status VARCHAR(20),
    to_status VARCHAR(20) NOT NULL,
    actor TEXT NOT NULL,
    detail TEXT,
    PRIMARY KEY (raw_id, seq)
);
