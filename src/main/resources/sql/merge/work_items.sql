-- The newest version in the batch, unless the table holds a newer one. All rows of the batch are locked here, in
-- the order of their keys, before anything that hangs on them is touched: whoever merges the same issues waits.
-- A column whose mapping was never set up keeps what the monolith wrote into it.
INSERT INTO work_items AS w (external_id, integration_id, tenant_id,
    key, project_id, team, summary, description, acceptance_criteria, wit_id, status_id, resolution, story_points,
    story_points_exact, assignee, labels, created, updated, priority, parent_external_id, code_changed,
    custom_field_01, custom_field_02, custom_field_03, custom_field_04, custom_field_05, custom_field_06,
    custom_field_07, custom_field_08, custom_field_09, custom_field_10, custom_field_11, custom_field_12,
    custom_field_13, custom_field_14, custom_field_15, custom_field_16, custom_field_17, custom_field_18,
    custom_field_19, custom_field_20, source_updated_at, source_raw_id)
SELECT
    s.external_id, :integration, :tenant, s.key,
    (SELECT p.id FROM projects p
        WHERE p.tenant_id = :tenant AND p.integration_id = :integration AND p.external_id = s.project_external_id),
    CASE WHEN s.team IS NULL AND 'team' <> ALL (m.targets) THEN o.team ELSE s.team END,
    s.summary, s.description,
    CASE WHEN s.acceptance_criteria IS NULL AND 'acceptance_criteria' <> ALL (m.targets) THEN o.acceptance_criteria ELSE s.acceptance_criteria END,
    (SELECT t.id FROM wits t
        WHERE t.tenant_id = :tenant AND t.integration_id = :integration AND t.external_id = s.wit_external_id),
    (SELECT u.id FROM statuses u
        WHERE u.tenant_id = :tenant AND u.integration_id = :integration AND u.external_id = s.status_external_id),
    s.resolution,
    CASE WHEN s.story_points IS NULL AND 'story_points' <> ALL (m.targets) THEN o.story_points
        ELSE floor(s.story_points + 0.5)::int END,
    CASE WHEN s.story_points IS NULL AND 'story_points' <> ALL (m.targets) THEN o.story_points_exact ELSE s.story_points END,
    s.assignee, s.labels, s.created AT TIME ZONE 'UTC', s.updated AT TIME ZONE 'UTC', s.priority, s.parent_external_id,
    CASE WHEN s.code_changed IS NULL AND 'development' <> ALL (m.targets) THEN o.code_changed ELSE s.code_changed END,
    CASE WHEN s.custom_fields[1] IS NULL AND 'custom_field_01' <> ALL (m.targets) THEN o.custom_field_01
        ELSE s.custom_fields[1] END,
    CASE WHEN s.custom_fields[2] IS NULL AND 'custom_field_02' <> ALL (m.targets) THEN o.custom_field_02
        ELSE s.custom_fields[2] END,
    CASE WHEN s.custom_fields[3] IS NULL AND 'custom_field_03' <> ALL (m.targets) THEN o.custom_field_03
        ELSE s.custom_fields[3] END,
    CASE WHEN s.custom_fields[4] IS NULL AND 'custom_field_04' <> ALL (m.targets) THEN o.custom_field_04
        ELSE s.custom_fields[4] END,
    CASE WHEN s.custom_fields[5] IS NULL AND 'custom_field_05' <> ALL (m.targets) THEN o.custom_field_05
        ELSE s.custom_fields[5] END,
    CASE WHEN s.custom_fields[6] IS NULL AND 'custom_field_06' <> ALL (m.targets) THEN o.custom_field_06
        ELSE s.custom_fields[6] END,
    CASE WHEN s.custom_fields[7] IS NULL AND 'custom_field_07' <> ALL (m.targets) THEN o.custom_field_07
        ELSE s.custom_fields[7] END,
    CASE WHEN s.custom_fields[8] IS NULL AND 'custom_field_08' <> ALL (m.targets) THEN o.custom_field_08
        ELSE s.custom_fields[8] END,
    CASE WHEN s.custom_fields[9] IS NULL AND 'custom_field_09' <> ALL (m.targets) THEN o.custom_field_09
        ELSE s.custom_fields[9] END,
    CASE WHEN s.custom_fields[10] IS NULL AND 'custom_field_10' <> ALL (m.targets) THEN o.custom_field_10
        ELSE s.custom_fields[10] END,
    CASE WHEN s.custom_fields[11] IS NULL AND 'custom_field_11' <> ALL (m.targets) THEN o.custom_field_11
        ELSE s.custom_fields[11] END,
    CASE WHEN s.custom_fields[12] IS NULL AND 'custom_field_12' <> ALL (m.targets) THEN o.custom_field_12
        ELSE s.custom_fields[12] END,
    CASE WHEN s.custom_fields[13] IS NULL AND 'custom_field_13' <> ALL (m.targets) THEN o.custom_field_13
        ELSE s.custom_fields[13] END,
    CASE WHEN s.custom_fields[14] IS NULL AND 'custom_field_14' <> ALL (m.targets) THEN o.custom_field_14
        ELSE s.custom_fields[14] END,
    CASE WHEN s.custom_fields[15] IS NULL AND 'custom_field_15' <> ALL (m.targets) THEN o.custom_field_15
        ELSE s.custom_fields[15] END,
    CASE WHEN s.custom_fields[16] IS NULL AND 'custom_field_16' <> ALL (m.targets) THEN o.custom_field_16
        ELSE s.custom_fields[16] END,
    CASE WHEN s.custom_fields[17] IS NULL AND 'custom_field_17' <> ALL (m.targets) THEN o.custom_field_17
        ELSE s.custom_fields[17] END,
    CASE WHEN s.custom_fields[18] IS NULL AND 'custom_field_18' <> ALL (m.targets) THEN o.custom_field_18
        ELSE s.custom_fields[18] END,
    CASE WHEN s.custom_fields[19] IS NULL AND 'custom_field_19' <> ALL (m.targets) THEN o.custom_field_19
        ELSE s.custom_fields[19] END,
    CASE WHEN s.custom_fields[20] IS NULL AND 'custom_field_20' <> ALL (m.targets) THEN o.custom_field_20
        ELSE s.custom_fields[20] END,
    s.updated, s.raw_id
FROM (
    SELECT DISTINCT ON (external_id) *
    FROM stg_work_items
    WHERE batch_id = :batch AND tenant_id = :tenant AND integration_id = :integration
    ORDER BY external_id, updated DESC NULLS LAST, raw_id DESC
) s
CROSS JOIN (
    SELECT coalesce(array_agg(target::text), '{}') AS targets
    FROM custom_fields_mappings
    WHERE tenant_id = :tenant AND integration_id = :integration
) m
LEFT JOIN LATERAL (
    SELECT *
    FROM work_items o
    WHERE o.external_id = s.external_id
    OFFSET 0
) o ON o.tenant_id = :tenant AND o.integration_id = :integration
ORDER BY s.external_id
ON CONFLICT (tenant_id, integration_id, external_id) DO UPDATE SET
    key = EXCLUDED.key,
    project_id = EXCLUDED.project_id,
    team = EXCLUDED.team,
    summary = EXCLUDED.summary,
    description = EXCLUDED.description,
    acceptance_criteria = EXCLUDED.acceptance_criteria,
    wit_id = EXCLUDED.wit_id,
    status_id = EXCLUDED.status_id,
    resolution = EXCLUDED.resolution,
    story_points = EXCLUDED.story_points,
    story_points_exact = EXCLUDED.story_points_exact,
    assignee = EXCLUDED.assignee,
    labels = EXCLUDED.labels,
    created = EXCLUDED.created,
    updated = EXCLUDED.updated,
    priority = EXCLUDED.priority,
    parent_external_id = EXCLUDED.parent_external_id,
    code_changed = EXCLUDED.code_changed,
    custom_field_01 = EXCLUDED.custom_field_01,
    custom_field_02 = EXCLUDED.custom_field_02,
    custom_field_03 = EXCLUDED.custom_field_03,
    custom_field_04 = EXCLUDED.custom_field_04,
    custom_field_05 = EXCLUDED.custom_field_05,
    custom_field_06 = EXCLUDED.custom_field_06,
    custom_field_07 = EXCLUDED.custom_field_07,
    custom_field_08 = EXCLUDED.custom_field_08,
    custom_field_09 = EXCLUDED.custom_field_09,
    custom_field_10 = EXCLUDED.custom_field_10,
    custom_field_11 = EXCLUDED.custom_field_11,
    custom_field_12 = EXCLUDED.custom_field_12,
    custom_field_13 = EXCLUDED.custom_field_13,
    custom_field_14 = EXCLUDED.custom_field_14,
    custom_field_15 = EXCLUDED.custom_field_15,
    custom_field_16 = EXCLUDED.custom_field_16,
    custom_field_17 = EXCLUDED.custom_field_17,
    custom_field_18 = EXCLUDED.custom_field_18,
    custom_field_19 = EXCLUDED.custom_field_19,
    custom_field_20 = EXCLUDED.custom_field_20,
    source_updated_at = EXCLUDED.source_updated_at,
    source_raw_id = EXCLUDED.source_raw_id,
    -- Without a key it was a stub that only carried links so far.
    active = w.active OR w.key IS NULL,
    last_updated_at = now() AT TIME ZONE 'UTC'
WHERE (w.source_updated_at IS NULL OR w.source_updated_at <= EXCLUDED.source_updated_at)
    AND (
        w.key, w.project_id, w.team, w.summary, w.description, w.acceptance_criteria, w.wit_id, w.status_id,
        w.resolution, w.story_points, w.story_points_exact, w.assignee, w.labels, w.created, w.updated, w.priority,
        w.parent_external_id, w.code_changed, w.custom_field_01, w.custom_field_02, w.custom_field_03,
        w.custom_field_04, w.custom_field_05, w.custom_field_06, w.custom_field_07, w.custom_field_08,
        w.custom_field_09, w.custom_field_10, w.custom_field_11, w.custom_field_12, w.custom_field_13,
        w.custom_field_14, w.custom_field_15, w.custom_field_16, w.custom_field_17, w.custom_field_18,
        w.custom_field_19, w.custom_field_20, w.source_updated_at, w.source_raw_id)
    IS DISTINCT FROM (
        EXCLUDED.key, EXCLUDED.project_id, EXCLUDED.team, EXCLUDED.summary, EXCLUDED.description,
        EXCLUDED.acceptance_criteria, EXCLUDED.wit_id, EXCLUDED.status_id, EXCLUDED.resolution, EXCLUDED.story_points,
        EXCLUDED.story_points_exact, EXCLUDED.assignee, EXCLUDED.labels, EXCLUDED.created, EXCLUDED.updated,
        EXCLUDED.priority, EXCLUDED.parent_external_id, EXCLUDED.code_changed, EXCLUDED.custom_field_01,
        EXCLUDED.custom_field_02, EXCLUDED.custom_field_03, EXCLUDED.custom_field_04, EXCLUDED.custom_field_05,
        EXCLUDED.custom_field_06, EXCLUDED.custom_field_07, EXCLUDED.custom_field_08, EXCLUDED.custom_field_09,
        EXCLUDED.custom_field_10, EXCLUDED.custom_field_11, EXCLUDED.custom_field_12, EXCLUDED.custom_field_13,
        EXCLUDED.custom_field_14, EXCLUDED.custom_field_15, EXCLUDED.custom_field_16, EXCLUDED.custom_field_17,
        EXCLUDED.custom_field_18, EXCLUDED.custom_field_19, EXCLUDED.custom_field_20, EXCLUDED.source_updated_at,
        EXCLUDED.source_raw_id)
