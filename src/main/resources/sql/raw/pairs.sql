-- Which entities which tenants have, by one look into the index for each.
WITH RECURSIVE pair AS (
    (SELECT r.tenant_id, r.entity_type
     FROM raw_extraction_data r
     WHERE r.tenant_id >= :tenant::int
     ORDER BY r.tenant_id, r.entity_type
     LIMIT 1)
    UNION ALL
    SELECT n.tenant_id, n.entity_type
    FROM pair p
    CROSS JOIN LATERAL (
        SELECT r.tenant_id, r.entity_type
        FROM raw_extraction_data r
        WHERE (r.tenant_id, r.entity_type) > (p.tenant_id, p.entity_type)
        ORDER BY r.tenant_id, r.entity_type
        LIMIT 1
    ) n
    WHERE p.tenant_id <= :last_tenant::int
)
SELECT tenant_id, entity_type
FROM pair
WHERE tenant_id BETWEEN :tenant::int AND :last_tenant::int
