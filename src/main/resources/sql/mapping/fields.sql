-- Custom fields that are filled in the newest raw issues of one integration, with the columns they feed; columns
-- whose field occurs in none of them, too.
WITH newest AS (
    SELECT r.raw_data
    FROM raw_extraction_data r
    WHERE r.tenant_id = :tenant AND r.entity_type = 'jira_issues' AND r.integration_id = :integration
    ORDER BY r.created_at DESC, r.id DESC
    LIMIT :most
), used AS (
    SELECT f.key AS value, count(*) AS items
    FROM newest n
    CROSS JOIN LATERAL jsonb_each(CASE WHEN jsonb_typeof(n.raw_data -> 'fields') = 'object'
        THEN n.raw_data -> 'fields' ELSE '{}' END) f
    WHERE f.key LIKE 'customfield\_%' AND f.value NOT IN ('null', '""', '[]', '{}', '"{}"')
    GROUP BY 1
), meant AS (
    SELECT m.field_id AS value, m.target AS meaning
    FROM custom_fields_mappings m
    WHERE m.tenant_id = :tenant AND m.integration_id = :integration
)
SELECT value, m.meaning, '' AS grade, coalesce(u.items, 0) AS items, m.meaning IS NULL AS unmapped,
    (SELECT count(*) FROM newest) AS looked
FROM used u
FULL JOIN meant m USING (value)
ORDER BY unmapped DESC, items DESC, value, m.meaning
