-- Names of statuses with what they mean and how many work items stand in them; meanings that no status has now, too.
WITH used AS (
    SELECT lower(s.original_name) AS word, min(s.original_name) AS value,
        bool_or(s.status_mapping_id IS NULL) AS unmapped,
        sum((SELECT count(*) FROM work_items w WHERE w.status_id = s.id AND w.tenant_id = :tenant))::bigint AS items
    FROM statuses s
    WHERE s.tenant_id = :tenant
    GROUP BY 1
), meant AS (
    SELECT DISTINCT ON (lower(m.status_from)) lower(m.status_from) AS word, m.status_from AS value,
        m.status_to AS meaning, m.status_category AS grade
    FROM statuses_mappings m
    WHERE m.tenant_id = :tenant AND m.active
    ORDER BY lower(m.status_from), m.id
)
SELECT coalesce(u.value, m.value) AS value, m.meaning, m.grade, coalesce(u.items, 0) AS items,
    coalesce(u.unmapped, FALSE) AS unmapped
FROM used u
FULL JOIN meant m USING (word)
ORDER BY unmapped DESC, items DESC, lower(coalesce(u.value, m.value))
