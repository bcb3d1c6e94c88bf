-- What is loaded, in the words of the transform; relations by external id.
SELECT b.external_id AS work_item_external_id, c.external_id, f.external_id AS from_status_external_id,
    t.external_id AS to_status_external_id, c.transition_change_date, c.changed_by
FROM work_items b
JOIN changelogs c ON c.work_item_id = b.id
LEFT JOIN statuses f ON f.id = c.from_status_id
LEFT JOIN statuses t ON t.id = c.to_status_id
WHERE b.tenant_id = :tenant AND b.integration_id = :integration AND b.external_id = ANY (:owners::text[])
ORDER BY c.transition_change_date, c.id
