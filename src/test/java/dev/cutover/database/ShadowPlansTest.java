package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.cutover.shadow.Comparison;
import dev.cutover.job.Progress;
import dev.cutover.kit.PipelineFixture;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two streams in the order of their keys: whatever the size, nothing is hashed whole and no table
/// is sorted whole where its key has an index.
class ShadowPlansTest {
  private static PipelineFixture fixture;

  @BeforeAll
  static void bothSides() {
    fixture = new PipelineFixture();
    new PgShadowSchema(fixture.address()).create("plans");
    for (String schema : List.of("public", "etl_shadow_plans")) {
      fixture.execute(
          """
          SET search_path = %s;
          INSERT INTO work_items (external_id, key, summary, tenant_id, integration_id)
              SELECT n::text, 'A-' || n, repeat('x', 200), t, i FROM generate_series(1, 20000) n,
                  (SELECT tenant_id AS t, id AS i FROM integrations LIMIT 1) o;
          INSERT INTO changelogs (work_item_id, external_id, tenant_id, integration_id)
              SELECT w.id, n::text, w.tenant_id, w.integration_id FROM work_items w, generate_series(1, 3) n;
          INSERT INTO etl_run (tenant_id, integration_id, entities, status)
              SELECT tenant_id, id, '{jira_issues}', 'completed' FROM integrations LIMIT 1;
          ANALYZE\
          """
              .formatted(schema));
    }
    fixture.execute("UPDATE changelogs SET changed_by = 'x' WHERE id % 20000 = 0");
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Test
  void rowsAreMergedNotHashed() throws Exception {
    try (Connection connection = fixture.address().connect()) {
      connection.setAutoCommit(false);
      String items = plan(connection, "work_items");
      assertThat(items).contains("Merge Full Join", "Index Scan using uk_work_items_natural");
      assertThat(items).doesNotContain("Hash Full", "Sort");
      String changes = plan(connection, "changelogs");
      assertThat(changes).contains("Merge Full Join", "Incremental Sort");
      assertThat(changes).doesNotContain("Hash Full");
    }
  }

  private static String plan(Connection connection, String word) {
    ComparedTable table =
        ComparedTables.all().stream()
            .filter(each -> each.word().equals(word))
            .findFirst()
            .orElseThrow();
    return String.join(
        "\n", PgShadowComparison.plan(connection, table, "public", "etl_shadow_plans"));
  }

  @Test
  void differencesAreFoundAmongMany() throws Exception {
    Comparison found =
        new PgShadowComparison(fixture.address()::connect)
            .compare("etl_shadow_plans", Progress.SILENT);
    assertThat(found.groups())
        .singleElement()
        .matches(each -> each.count() == 3 && each.column().equals("changed_by"));
    assertThat(found.tables())
        .anyMatch(each -> each.table().equals("changelogs") && each.live() == 60_000);
  }
}
