-- The screen groups jobs by what went wrong, every few seconds, over a table that may hold years of jobs. Those with
-- a problem are few. Built without blocking writers.
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_etl_queue_problem ON etl_job_queue (error_class)
WHERE error_class IS NOT NULL AND status <> 'completed';
