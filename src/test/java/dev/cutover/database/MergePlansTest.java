package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.RawDocument;
import dev.cutover.pipeline.stage.rows.StagedRow;
import dev.cutover.transform.PulseTransform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A batch costs what the batch is large, not what the tables are: measured in rows that the server
/// read, with statistics that are missing, fresh, or from a time when the integration had nothing.
class MergePlansTest {
  private static final int STORED = 4_000;
  private static final int BATCH = 20;

  @ParameterizedTest
  @ValueSource(strings = {"never", "before", "after"})
  void aBatchReachesLargeTablesThroughTheirKeys(String analyzed) throws Exception {
    try (MergeKit kit = new MergeKit()) {
      kit.execute("ALTER TABLE work_items SET (autovacuum_enabled = off)");
      kit.execute("ALTER TABLE changelogs SET (autovacuum_enabled = off)");
      fill(kit, 2, 3);
      if (analyzed.equals("before")) {
        kit.execute("ANALYZE");
      }
      fill(kit, 1, 1);
      if (analyzed.equals("after")) {
        kit.execute("ANALYZE");
      }
      // Several rounds, because a statement gets another plan once it is prepared on the server.
      for (int round = 0; round < 8; round++) {
        List<StagedRow> rows = rows(round);
        kit.connection.setAutoCommit(false);
        var attempt = kit.attempt(1, 1, EntityType.JIRA_ISSUES);
        long items = read(kit, "work_items");
        long changes = read(kit, "changelogs");
        PgBusinessTables tables = new PgBusinessTables();
        tables.stage(new PgTx(kit.connection), attempt, rows);
        assertThat(
                tables.merge(
                    new PgTx(kit.connection), attempt, attempt.entity(), attempt.job().value()))
            .isEqualTo(BATCH);
        assertThat(read(kit, "work_items") - items).as("round %d", round).isLessThan(40 * BATCH);
        assertThat(read(kit, "changelogs") - changes).as("round %d", round).isLessThan(40 * BATCH);
        kit.connection.commit();
        kit.connection.setAutoCommit(true);
      }
    }
  }

  /// Rows that this session read, by whatever way; counts on until the server collects them.
  private static long read(MergeKit kit, String table) throws Exception {
    return Long.parseLong(
        kit.rows(
                "SELECT coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)"
                    + " FROM pg_stat_xact_user_tables WHERE relname = '"
                    + table
                    + "'")
            .getFirst());
  }

  private static void fill(MergeKit kit, int tenant, int integration) throws Exception {
    String owner = integration + ", " + tenant;
    kit.execute(
        "INSERT INTO work_items (external_id, key, created, integration_id, tenant_id) SELECT"
            + " i::text, 'P-' || i, '2020-01-01', "
            + owner
            + " FROM generate_series(1, "
            + STORED
            + ") i");
    kit.execute(
        "INSERT INTO changelogs (work_item_id, external_id, transition_change_date, integration_id,"
            + " tenant_id) SELECT w.id, w.external_id || j, '2020-01-02', "
            + owner
            + " FROM work_items w, generate_series(1, 6) j"
            + " WHERE w.integration_id = "
            + integration);
  }

  private static List<StagedRow> rows(int round) {
    List<RawDocument> documents = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      // Half of them are stored already.
      int id = i % 2 == 0 ? 1 + round * BATCH + i : STORED + 1 + round * BATCH + i;
      StringBuilder histories = new StringBuilder();
      for (int h = 0; h < 6; h++) {
        histories
            .append(h == 0 ? "" : ",")
            .append(
                "{'id':'%d','created':'2020-01-0%dT00:00:00Z','items':[{'field':'status','from':'%d','to':'%d'}]}"
                    .formatted(id * 10 + h, h + 1, h, h + 1));
      }
      String body =
          "{'id':'%d','fields':{'updated':'2020-02-01T00:00:00Z','project':{'id':'1','key':'P','name':'p'}},'changelog':{'histories':[%s]}}"
              .formatted(id, histories);
      documents.add(
          new RawDocument(
              id,
              EntityType.JIRA_ISSUES,
              "x",
              body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }
    return new PulseTransform().transform(documents, Map.of()).rows();
  }
}
