-- Who does the work: the monolith or the pipeline. A database that is being cut over (its run has put up a fence) begins
-- with the monolith; any other one is the pipeline's already.
CREATE TABLE etl_runtime (
    one BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (one),
    mode TEXT NOT NULL CHECK (mode IN ('monolith', 'pipeline')),
    changed_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    changed_by TEXT NOT NULL,
    run TEXT NOT NULL DEFAULT '',
    epoch BIGINT NOT NULL DEFAULT 0
);
INSERT INTO etl_runtime (mode, changed_by)
SELECT CASE WHEN to_regclass('etl_cutover.fence') IS NULL THEN 'pipeline' ELSE 'monolith' END, 'migration';
