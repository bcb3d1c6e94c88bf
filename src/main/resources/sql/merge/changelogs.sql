-- Status changes of the touched items. The time in a status runs from the status change before, over all that
-- is stored of the item, the first from the item's creation.
WITH incoming AS (
    SELECT DISTINCT ON (w.id, s.external_id)
        w.id AS work_item_id, s.external_id::varchar AS external_id,
        (SELECT f.id FROM statuses f
            WHERE f.tenant_id = :tenant AND f.integration_id = :integration
                AND f.external_id = s.from_status_external_id) AS from_status_id,
        (SELECT t.id FROM statuses t
            WHERE t.tenant_id = :tenant AND t.integration_id = :integration
                AND t.external_id = s.to_status_external_id) AS to_status_id,
        s.transition_change_date AT TIME ZONE 'UTC' AS changed_at, s.changed_by
    FROM stg_changelogs s
    JOIN LATERAL (
        SELECT w.id, w.source_raw_id, w.tenant_id, w.integration_id
        FROM work_items w
        WHERE w.external_id = s.work_item_external_id
        OFFSET 0
    ) w ON w.tenant_id = :tenant AND w.integration_id = :integration AND w.source_raw_id = s.raw_id
    WHERE s.batch_id = :batch AND s.tenant_id = :tenant AND s.integration_id = :integration
    ORDER BY w.id, s.external_id
), stored AS (
    SELECT c.id, c.work_item_id, c.external_id, c.from_status_id, c.to_status_id,
        c.transition_change_date AS changed_at, c.changed_by
    FROM unnest(:items::int[]) AS i (id)
    CROSS JOIN LATERAL (SELECT * FROM changelogs c WHERE c.work_item_id = i.id OFFSET 0) c
    WHERE c.tenant_id = :tenant AND c.integration_id = :integration
), whole AS (
    SELECT o.id,
        coalesce(n.work_item_id, o.work_item_id) AS work_item_id,
        coalesce(n.external_id, o.external_id) AS external_id,
        CASE WHEN n.work_item_id IS NULL THEN o.from_status_id ELSE n.from_status_id END AS from_status_id,
        CASE WHEN n.work_item_id IS NULL THEN o.to_status_id ELSE n.to_status_id END AS to_status_id,
        CASE WHEN n.work_item_id IS NULL THEN o.changed_at ELSE n.changed_at END AS changed_at,
        CASE WHEN n.work_item_id IS NULL THEN o.changed_by ELSE n.changed_by END AS changed_by
    FROM stored o
    FULL JOIN incoming n ON n.work_item_id = o.work_item_id AND n.external_id = o.external_id
), timed AS (
    SELECT h.*,
        -- Ids of histories are numbers: the shorter one is the smaller one.
        coalesce(lag(h.changed_at) OVER (
            PARTITION BY h.work_item_id ORDER BY h.changed_at, length(h.external_id), h.external_id COLLATE "C"),
            w.created) AS started_at
    FROM whole h
    JOIN work_items w ON w.id = h.work_item_id
), changed AS (
    UPDATE changelogs c SET
        from_status_id = n.from_status_id,
        to_status_id = n.to_status_id,
        transition_start_date = n.started_at,
        transition_change_date = n.changed_at,
        time_in_status_seconds = extract(epoch FROM n.changed_at - n.started_at)::float8,
        changed_by = n.changed_by,
        last_updated_at = now() AT TIME ZONE 'UTC'
    FROM timed n
    WHERE c.id = n.id
        AND (c.from_status_id, c.to_status_id, c.transition_start_date, c.transition_change_date,
             c.time_in_status_seconds, c.changed_by)
            IS DISTINCT FROM
            (n.from_status_id, n.to_status_id, n.started_at, n.changed_at,
             extract(epoch FROM n.changed_at - n.started_at)::float8, n.changed_by)
)
INSERT INTO changelogs (work_item_id, external_id, from_status_id, to_status_id, transition_start_date,
    transition_change_date, time_in_status_seconds, changed_by, integration_id, tenant_id)
SELECT work_item_id, external_id, from_status_id, to_status_id, started_at,
    changed_at, extract(epoch FROM changed_at - started_at)::float8, changed_by, :integration, :tenant
FROM timed
WHERE id IS NULL
ORDER BY work_item_id, changed_at, external_id
ON CONFLICT (work_item_id, external_id) DO NOTHING
