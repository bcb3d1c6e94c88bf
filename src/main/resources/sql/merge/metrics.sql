-- Workflow metrics of the given items from all their stored status changes. The category's key decides, which
-- is the same in every language; rows that the monolith wrote have only its name. The time in the last status
-- and the time before the first change count nowhere.
WITH passed AS (
    SELECT c.work_item_id, c.transition_change_date AS at, lower(t.original_name) = 'to do' AS committed,
        CASE coalesce(f.category_key, lower(f.category))
            WHEN 'to do' THEN 'new' WHEN 'in progress' THEN 'indeterminate'
            ELSE coalesce(f.category_key, lower(f.category)) END AS from_category,
        CASE coalesce(t.category_key, lower(t.category))
            WHEN 'to do' THEN 'new' WHEN 'in progress' THEN 'indeterminate'
            ELSE coalesce(t.category_key, lower(t.category)) END AS to_category,
        row_number() OVER history AS place,
        lag(c.transition_change_date) OVER history AS before_at
    FROM unnest(:items::int[]) AS i (id)
    CROSS JOIN LATERAL (SELECT * FROM changelogs c WHERE c.work_item_id = i.id OFFSET 0) c
    LEFT JOIN statuses f ON f.id = c.from_status_id
    LEFT JOIN statuses t ON t.id = c.to_status_id
    WHERE c.tenant_id = :tenant AND c.integration_id = :integration
        AND c.transition_change_date IS NOT NULL
    WINDOW history AS (
        PARTITION BY c.work_item_id
        ORDER BY c.transition_change_date, length(c.external_id), c.external_id COLLATE "C")
), spent AS (
    SELECT p.*, lag(p.to_category) OVER (PARTITION BY p.work_item_id ORDER BY p.place) AS before_category,
        greatest(extract(epoch FROM p.at - p.before_at)::float8, 0) AS seconds
    FROM passed p
), counted AS (
    SELECT work_item_id,
        min(at) FILTER (WHERE committed) AS first_committed,
        count(*) FILTER (WHERE committed)::int AS backlog_returns,
        min(at) FILTER (WHERE to_category = 'indeterminate') AS first_started,
        max(at) FILTER (WHERE to_category = 'indeterminate') AS last_started,
        count(*) FILTER (WHERE to_category = 'indeterminate')::int AS starts,
        min(at) FILTER (WHERE to_category = 'done') AS first_completed,
        max(at) FILTER (WHERE to_category = 'done') AS last_completed,
        count(*) FILTER (WHERE to_category = 'done')::int AS completions,
        coalesce(sum(seconds) FILTER (WHERE before_category = 'indeterminate'), 0) AS work_time,
        coalesce(sum(seconds) FILTER (WHERE before_category = 'new'), 0) AS waiting_time,
        (array_agg(from_category ORDER BY place DESC) FILTER (WHERE to_category = 'done'))[1] AS completed_from
    FROM spent
    GROUP BY work_item_id
), computed AS (
    SELECT i.id, c.first_committed, c.first_started, c.last_started, c.first_completed, c.last_completed,
        coalesce(c.starts, 0) AS starts,
        coalesce(c.completions, 0) AS completions,
        coalesce(c.backlog_returns, 0) AS backlog_returns,
        coalesce(c.work_time, 0) AS work_time,
        coalesce(c.waiting_time, 0) AS waiting_time,
        coalesce(extract(epoch FROM c.last_completed - c.first_started)::float8, 0) AS cycle_time,
        coalesce(extract(epoch FROM c.last_completed - c.first_committed)::float8, 0) AS lead_time,
        2 * coalesce(c.backlog_returns, 0) + greatest(coalesce(c.completions, 0) - 1, 0) AS complexity,
        coalesce(c.starts, 0) > 1 AS rework,
        coalesce(CASE
            WHEN c.completions = 0 THEN FALSE
            WHEN c.starts = 0 THEN TRUE
            ELSE c.last_completed > c.last_started AND c.completed_from = 'new' END, FALSE) AS direct
    FROM unnest(:items::int[]) AS i (id)
    CROSS JOIN LATERAL (SELECT w.tenant_id, w.integration_id FROM work_items w WHERE w.id = i.id OFFSET 0) w
    LEFT JOIN counted c ON c.work_item_id = i.id
    WHERE w.tenant_id = :tenant AND w.integration_id = :integration
)
UPDATE work_items w SET
    work_first_committed_at = c.first_committed,
    work_first_started_at = c.first_started,
    work_last_started_at = c.last_started,
    work_first_completed_at = c.first_completed,
    work_last_completed_at = c.last_completed,
    total_work_starts = c.starts,
    total_completions = c.completions,
    total_backlog_returns = c.backlog_returns,
    total_work_time_seconds = c.work_time,
    total_review_time_seconds = c.waiting_time,
    total_cycle_time_seconds = c.cycle_time,
    total_lead_time_seconds = c.lead_time,
    workflow_complexity_score = c.complexity,
    rework_indicator = c.rework,
    direct_completion = c.direct,
    last_updated_at = now() AT TIME ZONE 'UTC'
FROM computed c
WHERE w.id = c.id
    AND ((w.work_first_committed_at, w.work_first_started_at, w.work_last_started_at, w.work_first_completed_at,
          w.work_last_completed_at, w.total_work_starts, w.total_completions, w.total_backlog_returns,
          w.workflow_complexity_score, w.rework_indicator, w.direct_completion)
         IS DISTINCT FROM
         (c.first_committed, c.first_started, c.last_started, c.first_completed,
          c.last_completed, c.starts, c.completions, c.backlog_returns,
          c.complexity, c.rework, c.direct)
         OR abs(w.total_work_time_seconds - c.work_time) > 0.1 IS NOT FALSE
         OR abs(w.total_review_time_seconds - c.waiting_time) > 0.1 IS NOT FALSE
         OR abs(w.total_cycle_time_seconds - c.cycle_time) > 0.1 IS NOT FALSE
         OR abs(w.total_lead_time_seconds - c.lead_time) > 0.1 IS NOT FALSE)
