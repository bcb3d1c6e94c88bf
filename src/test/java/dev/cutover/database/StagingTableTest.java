package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.rows.ProjectRow;
import dev.cutover.pipeline.stage.rows.StagedRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagingTableTest {

  @Test
  void everyRowTypeHasATableWithTheColumnsOfItsComponents() throws Exception {
    assertThat(StagingTable.values()).hasSameSizeAs(StagedRow.class.getPermittedSubclasses());
    try (MergeKit kit = new MergeKit()) {
      for (StagingTable table : StagingTable.values()) {
        String columns =
            table.copySql().replaceAll(".*\\(batch_id, (.*)\\) FROM.*", "batch_id, $1");
        assertThat(Arrays.asList(columns.split(", ")))
            .containsExactlyInAnyOrderElementsOf(
                kit.rows(
                    "SELECT column_name FROM information_schema.columns WHERE table_name = '"
                        + table.table()
                        + "'"))
            .hasSize(table.width());
      }
    }
  }

  @Test
  void aCopyLargerThanItsBufferArrivesWhole() throws Exception {
    try (MergeKit kit = new MergeKit()) {
      List<StagedRow> rows = new ArrayList<>();
      for (int i = 0; i < 3_000; i++) {
        rows.add(
            new ProjectRow(
                i, "p" + i, "k", "x".repeat(i % 7 == 0 ? 200_000 / (1 + i) : 50), null, null));
      }
      rows.add(new ProjectRow(1, "big", "k", "ü".repeat(3_000_000), null, null));
      var attempt = kit.attempt(1, 1, EntityType.JIRA_PROJECTS);
      kit.connection.setAutoCommit(false);
      new PgBusinessTables().stage(new PgTx(kit.connection), attempt, rows);
      assertThat(
              kit.rows(
                  "SELECT count(*), max(length(name)), min(batch_id), max(batch_id), max(tenant_id)"
                      + " FROM stg_projects"))
          .containsExactly("3001|3000000|" + attempt.job() + "|" + attempt.job() + "|1");
    }
  }

  @Test
  void aBrokenCopyLeavesTheConnectionUsable() throws Exception {
    try (MergeKit kit = new MergeKit()) {
      kit.execute("ALTER TABLE stg_projects ADD CONSTRAINT no_bad CHECK (key <> 'bad')");
      kit.connection.setAutoCommit(false);
      PgTx tx = new PgTx(kit.connection);
      assertThatThrownBy(
              () ->
                  new PgBusinessTables()
                      .stage(
                          tx,
                          kit.attempt(1, 1, EntityType.JIRA_PROJECTS),
                          List.of(new ProjectRow(1, "1", "bad", "n", null, null))))
          .isInstanceOf(DatabaseTrouble.class)
          .hasMessageContaining("no_bad");
      kit.connection.rollback();
      assertThat(kit.rows("SELECT count(*) FROM stg_projects")).containsExactly("0");
    }
  }
}
