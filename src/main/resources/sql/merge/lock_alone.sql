-- No other merge of the integration until the transaction ends.
SELECT pg_advisory_xact_lock(:class, :integration)
