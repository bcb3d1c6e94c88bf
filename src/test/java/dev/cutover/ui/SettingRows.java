package dev.cutover.ui;

import dev.cutover.kit.PipelineFixture;

/// A catalogue of which a part is mapped, with work items in it.
final class SettingRows {
  private SettingRows() {}

  /// For the fixture's tenant: three statuses, of which one is mapped, a type, two fields.
  static void insert(PipelineFixture fixture) {
    fixture.execute(
        """
        INSERT INTO workflows (step_name, step_number, step_category, integration_id, tenant_id)
        VALUES ('In Progress', 5, 'In Progress', %2$d, %1$d), ('Done', 11, 'Done', %2$d, %1$d);
        INSERT INTO statuses_mappings (status_from, status_to, status_category, integration_id, tenant_id)
        VALUES ('Done', 'Done', 'Done', %2$d, %1$d);
        INSERT INTO statuses (external_id, original_name, category, integration_id, tenant_id, status_mapping_id)
        VALUES ('1', 'In Review', 'In Progress', %2$d, %1$d, NULL), ('2', 'Blocked', 'In Progress', %2$d, %1$d, NULL),
          ('3', 'Done', 'Done', %2$d, %1$d, (SELECT id FROM statuses_mappings WHERE tenant_id = %1$d));
        INSERT INTO wits (external_id, original_name, hierarchy_level, integration_id, tenant_id)
        VALUES ('1', 'Story', 0, %2$d, %1$d);
        INSERT INTO work_items (external_id, key, status_id, wit_id, integration_id, tenant_id)
        SELECT 'm' || s.external_id || n, 'MAP-' || s.external_id || n, s.id, w.id, %2$d, %1$d
        FROM statuses s JOIN wits w ON w.tenant_id = s.tenant_id, generate_series(1, 2) n
        WHERE s.tenant_id = %1$d AND (s.external_id <> '2' OR n = 1);
        INSERT INTO custom_fields_mappings (tenant_id, integration_id, target, field_id)
        VALUES (%1$d, %2$d, 'story_points', 'customfield_10024');
        INSERT INTO raw_extraction_data (tenant_id, integration_id, entity_type, external_id, raw_data, content_sha256,
          processing_status)
        SELECT %1$d, %2$d, 'jira_issues', 'm' || n, jsonb_build_object('fields', jsonb_build_object(
          'customfield_10024', n, 'customfield_10110', 'blue')), sha256(('m' || n)::bytea), 'loaded'
        FROM generate_series(1, 2) n
        """
            .formatted(fixture.tenant, fixture.integration));
  }

  /// The fixture's integration is read every hour.
  static void schedule(PipelineFixture fixture) {
    fixture.execute(
        "INSERT INTO etl_schedule (tenant_id, integration_id, every_minutes, retry_minutes) VALUES"
            + " (%d, %d, 60, 15)".formatted(fixture.tenant, fixture.integration));
  }
}
