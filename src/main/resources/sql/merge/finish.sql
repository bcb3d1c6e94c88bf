-- Empties the batch and marks its raw rows: also those whose version was stale, for they are dealt with.
WITH t1 AS (DELETE FROM stg_projects WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration RETURNING raw_id),
t2 AS (DELETE FROM stg_wits WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration RETURNING raw_id),
t3 AS (DELETE FROM stg_statuses WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration RETURNING raw_id),
t4 AS (DELETE FROM stg_projects_wits WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration RETURNING raw_id),
t5 AS (DELETE FROM stg_projects_statuses WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration RETURNING raw_id),
t6 AS (DELETE FROM stg_work_items WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration RETURNING raw_id),
t7 AS (DELETE FROM stg_changelogs WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration RETURNING raw_id),
t8 AS (DELETE FROM stg_work_items_prs_links WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration RETURNING raw_id),
t9 AS (DELETE FROM stg_repositories WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration RETURNING raw_id),
t10 AS (DELETE FROM stg_prs WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration RETURNING raw_id),
t11 AS (DELETE FROM stg_prs_commits WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration RETURNING raw_id),
t12 AS (DELETE FROM stg_prs_reviews WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration RETURNING raw_id),
t13 AS (DELETE FROM stg_prs_comments WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration RETURNING raw_id),
done AS (
    SELECT raw_id FROM t1
    UNION SELECT raw_id FROM t2
    UNION SELECT raw_id FROM t3
    UNION SELECT raw_id FROM t4
    UNION SELECT raw_id FROM t5
    UNION SELECT raw_id FROM t6
    UNION SELECT raw_id FROM t7
    UNION SELECT raw_id FROM t8
    UNION SELECT raw_id FROM t9
    UNION SELECT raw_id FROM t10
    UNION SELECT raw_id FROM t11
    UNION SELECT raw_id FROM t12
    UNION SELECT raw_id FROM t13
), locked AS (
    SELECT r.id
    FROM raw_extraction_data r
    WHERE r.id = ANY (ARRAY (SELECT raw_id FROM done)) AND r.tenant_id = :tenant AND r.integration_id = :integration
    ORDER BY r.id
    FOR NO KEY UPDATE
), marked AS (
    UPDATE raw_extraction_data r
    SET processing_status = 'loaded', processed_at = clock_timestamp(), last_updated_at = clock_timestamp()
    FROM locked
    WHERE r.id = locked.id
)
SELECT count(*) FROM done
