package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.RawDocument;
import dev.cutover.pipeline.stage.rows.StagedRow;
import dev.cutover.transform.PulseTransform;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Four connections merge batches that name the same issues, projects and statuses, each in its own
/// order.
class MergeConcurrencyTest {
  private static final int THREADS = 4;
  private static final int BATCHES = 12;
  private static final int ISSUES = 40;
  private static final int STATUSES = 12;
  private static final String ITEMS =
      "SELECT external_id, source_updated_at, source_raw_id, work_first_started_at,"
          + " work_last_completed_at, total_work_starts, total_completions,"
          + " total_work_time_seconds, total_cycle_time_seconds, workflow_complexity_score,"
          + " direct_completion FROM work_items ORDER BY external_id";
  private static final String CHANGES =
      "SELECT external_id, transition_start_date, transition_change_date, time_in_status_seconds"
          + " FROM changelogs ORDER BY external_id";

  private final Map<Integer, Integer> newest = new ConcurrentHashMap<>();

  @Test
  void overlappingBatchesNeverDeadlockAndEndAsIfLoadedInOrder() throws Exception {
    try (MergeKit kit = new MergeKit();
        MergeKit inOrder = new MergeKit();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Future<?>> ends = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        long seed = 1000 + thread;
        ends.add(
            threads.submit(
                () -> {
                  start.await();
                  mergeInAnyOrder(kit, new Random(seed));
                  return null;
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
      kit.merge(kit.attempt(1, 1, EntityType.JIRA_STATUSES), rows(statuses(allStatuses())));

      inOrder.merge(inOrder.attempt(1, 1, EntityType.JIRA_STATUSES), rows(statuses(allStatuses())));
      List<RawDocument> documents = new ArrayList<>();
      newest.forEach((id, version) -> documents.add(issue(id, version)));
      inOrder.merge(inOrder.attempt(1, 1, EntityType.JIRA_ISSUES), rows(documents));

      assertThat(newest).hasSizeGreaterThan(ISSUES / 2);
      assertThat(kit.rows(ITEMS)).isEqualTo(inOrder.rows(ITEMS)).hasSize(newest.size());
      assertThat(kit.rows(CHANGES)).isEqualTo(inOrder.rows(CHANGES)).hasSizeGreaterThan(ISSUES);
    }
  }

  private void mergeInAnyOrder(MergeKit kit, Random random) throws Exception {
    try (Connection connection = DriverManager.getConnection(kit.url)) {
      for (int batch = 0; batch < BATCHES; batch++) {
        List<RawDocument> documents = new ArrayList<>();
        for (int id : random.ints(0, ISSUES).distinct().limit(ISSUES / 2).toArray()) {
          int version = 1 + random.nextInt(9);
          newest.merge(id, version, Math::max);
          documents.add(issue(id, version));
        }
        kit.merge(connection, kit.attempt(1, 1, EntityType.JIRA_ISSUES), rows(documents));
        if (random.nextInt(3) == 0) {
          int[] some = random.ints(0, STATUSES).distinct().limit(STATUSES / 2).toArray();
          kit.merge(connection, kit.attempt(1, 1, EntityType.JIRA_STATUSES), rows(statuses(some)));
        }
      }
    }
  }

  private static List<StagedRow> rows(List<RawDocument> documents) {
    return new PulseTransform().transform(documents, Map.of()).rows();
  }

  private static int[] allStatuses() {
    return IntStream.range(0, STATUSES).toArray();
  }

  private static List<RawDocument> statuses(int... ids) {
    List<RawDocument> statuses = new ArrayList<>();
    for (int id : ids) {
      statuses.add(
          document(
              9_000 + id,
              EntityType.JIRA_STATUSES,
              "{'id':'%d','name':'S%d','statusCategory':{'key':'%s','name':'c'}}"
                  .formatted(id, id, key(id))));
    }
    return statuses;
  }

  private static RawDocument issue(int id, int version) {
    StringBuilder histories = new StringBuilder();
    for (int h = 0; h < version; h++) {
      histories
          .append(h == 0 ? "" : ",")
          .append(
              "{'id':'%d','created':'2020-01-%02dT00:00:00Z','items':[{'field':'status','from':'%d','to':'%d'}]}"
                  .formatted(id * 100 + h, h + 1, (id + h) % STATUSES, (id + h + 1) % STATUSES));
    }
    int status = (id + version) % STATUSES;
    return document(
        id * 10L + version,
        EntityType.JIRA_ISSUES,
        ("{'id':'%d','key':'P-%d','fields':{'updated':'2020-02-0%dT00:00:00Z','created':'2020-01-01T00:00:00Z',"
             + "'project':{'id':'%d','key':'P','name':'p'},'issuetype':{'id':'%d','name':'t'},"
             + "'status':{'id':'%d','name':'S%d','statusCategory':{'key':'%s','name':'c'}}},"
             + "'changelog':{'histories':[%s]}}")
            .formatted(id, id, version, id % 5, id % 3, status, status, key(status), histories));
  }

  private static String key(int status) {
    return List.of("new", "indeterminate", "done").get(status % 3);
  }

  private static RawDocument document(long id, EntityType entity, String body) {
    return new RawDocument(
        id, entity, "x", body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
