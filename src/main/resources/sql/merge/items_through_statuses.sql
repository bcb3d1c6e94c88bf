-- Items that passed through statuses which mean something else now. Reads all status changes of the
-- integration; happens only when a catalogue brings news.
SELECT DISTINCT c.work_item_id
FROM changelogs c
WHERE c.tenant_id = :tenant AND c.integration_id = :integration
    AND (c.from_status_id = ANY (:statuses::int[]) OR c.to_status_id = ANY (:statuses::int[]))
ORDER BY c.work_item_id
