-- Names of types with what they mean and how many work items are of them; meanings that no type has now, too.
WITH used AS (
    SELECT lower(t.original_name) AS word, min(t.original_name) AS value,
        bool_or(t.wits_mapping_id IS NULL) AS unmapped,
        sum((SELECT count(*) FROM work_items w WHERE w.wit_id = t.id AND w.tenant_id = :tenant))::bigint AS items
    FROM wits t
    WHERE t.tenant_id = :tenant
    GROUP BY 1
), meant AS (
    SELECT DISTINCT ON (lower(m.wit_from)) lower(m.wit_from) AS word, m.wit_from AS value, m.wit_to AS meaning,
        h.level_number || ' ' || h.level_name AS grade
    FROM wits_mappings m
    JOIN wits_hierarchies h ON h.id = m.wits_hierarchy_id AND h.tenant_id = :tenant
    WHERE m.tenant_id = :tenant AND m.active
    ORDER BY lower(m.wit_from), m.id
)
SELECT coalesce(u.value, m.value) AS value, m.meaning, m.grade, coalesce(u.items, 0) AS items,
    coalesce(u.unmapped, FALSE) AS unmapped
FROM used u
FULL JOIN meant m USING (word)
ORDER BY unmapped DESC, items DESC, lower(coalesce(u.value, m.value))
