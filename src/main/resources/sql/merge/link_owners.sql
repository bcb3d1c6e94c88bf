-- Locks the items whose links are replaced, in the order of their keys. Where the issue itself is still on its
-- way, an inactive stub keeps its links; the issue fills it. SET changes nothing: the conflict is what locks.
INSERT INTO work_items AS w (external_id, integration_id, tenant_id, active)
SELECT DISTINCT s.work_item_external_id, :integration::int, :tenant::int, FALSE
FROM stg_work_items_prs_links s
WHERE s.batch_id = :batch AND s.tenant_id = :tenant AND s.integration_id = :integration
ORDER BY s.work_item_external_id
ON CONFLICT (tenant_id, integration_id, external_id) DO UPDATE SET active = w.active
WHERE FALSE
