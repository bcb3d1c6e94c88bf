-- What is loaded, in the words of the transform; relations by external id.
SELECT b.external_id, b.key, p.external_id AS project_external_id, b.team, b.summary, b.description,
    b.acceptance_criteria, t.external_id AS wit_external_id, s.external_id AS status_external_id, b.resolution,
    b.story_points_exact AS story_points, b.assignee, b.labels, b.created, b.updated, b.priority,
    b.parent_external_id, b.code_changed, b.custom_field_01, b.custom_field_02, b.custom_field_03, b.custom_field_04,
    b.custom_field_05, b.custom_field_06, b.custom_field_07, b.custom_field_08, b.custom_field_09, b.custom_field_10,
    b.custom_field_11, b.custom_field_12, b.custom_field_13, b.custom_field_14, b.custom_field_15, b.custom_field_16,
    b.custom_field_17, b.custom_field_18, b.custom_field_19, b.custom_field_20
FROM work_items b
LEFT JOIN projects p ON p.id = b.project_id
LEFT JOIN wits t ON t.id = b.wit_id
LEFT JOIN statuses s ON s.id = b.status_id
WHERE b.tenant_id = :tenant AND b.integration_id = :integration AND b.external_id = ANY (:owners::text[])
