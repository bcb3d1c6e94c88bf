-- Beside other merges of the integration, but not beside one that runs alone.
SELECT pg_advisory_xact_lock_shared(:class, :integration)
