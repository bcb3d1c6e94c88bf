package dev.cutover.database;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.RawDocument;
import dev.cutover.pipeline.stage.rows.StagedRow;
import dev.cutover.transform.PulseTransform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Measures transform, staging and merge of batches of a hundred issues against tables of the given
/// size. Not a test: run by hand (`main`), arguments: work items in the table, batches, `known` to
/// load issues that are there already instead of new ones.
final class MergeSpeed {
  private static final int HISTORIES = 18;
  private static final int CHANGES = 6;

  private MergeSpeed() {}

  public static void main(String[] arguments) throws Exception {
    int stored = Integer.parseInt(arguments[0]);
    int batches = Integer.parseInt(arguments[1]);
    boolean known = arguments.length > 2;
    try (MergeKit kit = new MergeKit()) {
      fill(kit, stored);
      String padding = "x".repeat(1200);
      long[] spent = new long[3];
      for (int batch = 0; batch < batches; batch++) {
        List<RawDocument> documents = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
          int place = batch * 100 + i;
          int id = known ? 1 + place * 37 % stored : stored + 1 + place;
          byte[] body = issue(id, padding).getBytes(StandardCharsets.UTF_8);
          documents.add(new RawDocument(5_000_000L + id, EntityType.JIRA_ISSUES, "" + id, body));
        }
        long start = System.nanoTime();
        List<StagedRow> rows = new PulseTransform().transform(documents, Map.of()).rows();
        long transformed = System.nanoTime();
        kit.connection.setAutoCommit(false);
        var attempt = kit.attempt(1, 1, EntityType.JIRA_ISSUES);
        PgBusinessTables tables = new PgBusinessTables();
        tables.stage(new PgTx(kit.connection), attempt, rows);
        kit.connection.commit();
        long staged = System.nanoTime();
        tables.merge(new PgTx(kit.connection), attempt, attempt.entity(), attempt.job().value());
        kit.connection.commit();
        long merged = System.nanoTime();
        kit.connection.setAutoCommit(true);
        if (batch >= batches / 2) {
          spent[0] += transformed - start;
          spent[1] += staged - transformed;
          spent[2] += merged - staged;
        }
        if (batch == 0) {
          System.out.printf(
              Locale.ROOT,
              "%d rows, %d bytes a document%n",
              rows.size(),
              documents.getFirst().body().length);
        }
      }
      double n = (batches - batches / 2) * 1e6;
      System.out.printf(
          Locale.ROOT,
          "stored %d, %s issues: transform %.1f ms, stage %.1f ms, merge %.1f ms a batch%n",
          stored,
          known ? "known" : "new",
          spent[0] / n,
          spent[1] / n,
          spent[2] / n);
    }
  }

  static void fill(MergeKit kit, int stored) throws Exception {
    kit.execute(
        "INSERT INTO projects (external_id, key, name, integration_id, tenant_id) VALUES ('1', 'P',"
            + " 'P', 1, 1)");
    kit.execute(
        "INSERT INTO statuses (external_id, original_name, category, category_key, integration_id,"
            + " tenant_id) SELECT i::text, 's' || i, 'c', (ARRAY['new','indeterminate','done'])[1 +"
            + " i % 3], 1, 1 FROM generate_series(0, 19) i");
    kit.execute(
        "INSERT INTO work_items (external_id, key, project_id, status_id, summary, description,"
            + " created, source_updated_at, source_raw_id, integration_id, tenant_id) SELECT"
            + " i::text, 'P-' || i, 1, 1, 'summary ' || i, repeat('d', 500), '2020-01-01',"
            + " '2020-02-02Z', i, 1, 1 FROM generate_series(1, "
            + stored
            + ") i");
    kit.execute(
        "INSERT INTO changelogs (work_item_id, external_id, from_status_id, to_status_id,"
            + " transition_change_date, integration_id, tenant_id) SELECT w.id, (w.external_id::int"
            + " * 100 + j)::text, 1 + j, 2 + j, '2020-01-01'::timestamp + j * interval '1 hour', 1,"
            + " 1 FROM work_items w, generate_series(1, 6) j");
  }

  static String issue(int id, String padding) {
    StringBuilder histories = new StringBuilder();
    for (int h = 0; h < HISTORIES; h++) {
      boolean status = h % (HISTORIES / CHANGES) == 0;
      histories
          .append(h == 0 ? "" : ",")
          .append("{\"id\":\"")
          .append(id * 100 + h)
          .append(
              "\",\"author\":{\"displayName\":\"Ann\",\"accountId\":\"a\",\"avatarUrls\":{\"48\":\"")
          .append(padding)
          .append("\"}},\"created\":\"2020-01-0")
          .append(1 + h % 9)
          .append("T10:00:00.000+0800\",\"items\":[{\"field\":\"")
          .append(status ? "status" : "rank")
          .append("\",\"from\":\"")
          .append(h)
          .append("\",\"fromString\":\"s\",\"to\":\"")
          .append(h + 1)
          .append("\",\"toString\":\"s\"}]}");
    }
    StringBuilder empty = new StringBuilder();
    for (int f = 0; f < 150; f++) {
      empty.append(",\"customfield_").append(10000 + f).append("\":null");
    }
    return "{\"id\":\""
        + id
        + "\",\"key\":\"P-"
        + id
        + "\",\"fields\":{\"summary\":\"A summary\",\"description\":\""
        + padding
        + padding
        + padding
        + padding
        + padding
        + padding
        + "\",\"created\":\"2020-01-01T00:00:00.000+0000\",\"updated\":\"2021-01-01T00:00:00.000+0000\",\"labels\":[\"a\",\"b\"],"
        + "\"project\":{\"id\":\"1\",\"key\":\"P\",\"name\":\"P\"},\"issuetype\":{\"id\":\"7\",\"name\":\"Story\",\"subtask\":false},\"status\":{\"id\":\"3\",\"name\":\"s3\",\"statusCategory\":{\"key\":\"new\",\"name\":\"To"
        + " Do\"}}"
        + empty
        + "},\"changelog\":{\"histories\":["
        + histories
        + "]}}";
  }
}
