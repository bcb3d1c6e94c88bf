package dev.cutover.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.database.Database;
import dev.cutover.database.PgJobStore;
import dev.cutover.database.PgRawStore;
import dev.cutover.job.EntityType;
import dev.cutover.job.JobId;
import dev.cutover.job.Problem;
import dev.cutover.job.Stage;
import dev.cutover.job.TenantId;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.pipeline.Attempt;
import dev.cutover.pipeline.Hint;
import dev.cutover.pipeline.Tx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Pages in two transactions at a time, on a real server.
@Timeout(60)
class PageTransactionsTest {
  private final PipelineFixture fixture = new PipelineFixture();
  private final Database database = fixture.database("pages");
  private final PgJobStore jobs = new PgJobStore(database, "pages");
  private final PgRawStore stored = new PgRawStore(database);
  private final AtomicInteger committed = new AtomicInteger();
  private final List<String> finished = Collections.synchronizedList(new ArrayList<>());
  private Attempt attempt;

  @BeforeEach
  void claimAJob() {
    fixture.jobs(Stage.EXTRACT, 1, 5);
    fixture.execute("UPDATE etl_job_queue SET entity_type = 'jira_issues'");
    List<JobId> hinted = jobs.dispatch(Stage.EXTRACT, 1).hints().stream().map(Hint::job).toList();
    attempt = jobs.claim(Stage.EXTRACT, hinted).getFirst();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aPageIsCopiedWhileTheOneBeforeIsUnderWayButCommittedAfterIt() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    RawStore raw =
        new Watched() {
          @Override
          public Appended append(Tx tx, Attempt of, SourcePage page) {
            Appended done = super.append(tx, of, page);
            if (name(page).equals("a")) {
              // Would wait for ever if only one page were under way.
              reached(second);
            } else {
              second.countDown();
            }
            return done;
          }
        };
    try (PageTransactions pages = pages(raw)) {
      store(pages, page("a"));
      store(pages, page("b"));
      store(pages, page("c"));
      pages.finish();
    }
    assertThat(finished).containsExactly("a", "b", "c");
    assertThat(committed).hasValue(3);
    assertThat(rows()).containsExactly("a", "b", "c");
    assertThat(progress()).isEqualTo("\"behind c\"");
  }

  @Test
  void aPageBehindOneThatFailedIsRolledBack() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    RawStore raw =
        new Watched() {
          @Override
          public Appended append(Tx tx, Attempt of, SourcePage page) {
            Appended done = super.append(tx, of, page);
            if (name(page).equals("b")) {
              reached(second);
              throw new IllegalStateException("planted");
            }
            if (name(page).equals("c")) {
              second.countDown();
            }
            return done;
          }
        };
    try (PageTransactions pages = pages(raw)) {
      store(pages, page("a"));
      store(pages, page("b"));
      assertThatThrownBy(() -> store(pages, page("c"))).hasMessage("planted");
    }
    assertThat(rows()).containsExactly("a");
    assertThat(progress()).isEqualTo("\"behind a\"");
    assertThat(committed).hasValue(1);
  }

  @Test
  void aRecordThatStandsInTwoPagesIsStoredOnce() throws Exception {
    try (PageTransactions pages = pages(stored)) {
      pages.store(page("a", "b"), (tx, _) -> jobs.progress(tx, attempt, "1"));
      pages.store(
          page("b", "c"),
          (tx, appended) -> {
            // Without a run nothing counts as repeated; the row is found and seen again.
            assertThat(appended.toTransform().get(EntityType.JIRA_ISSUES)).hasSize(2);
            jobs.progress(tx, attempt, "2");
          });
      pages.finish();
    }
    assertThat(rows()).containsExactly("a", "b", "c");
    assertThat(fixture.number("SELECT count(*) FROM raw_extraction_data")).isEqualTo(3);
  }

  @Test
  void closingWaitsForWhatIsUnderWay() throws Exception {
    PageTransactions pages = pages(stored);
    store(pages, page("a"));
    store(pages, page("b"));
    pages.close();
    assertThat(rows()).containsExactly("a", "b");
    assertThat(progress()).isEqualTo("\"behind b\"");
  }

  private PageTransactions pages(RawStore raw) {
    return new PageTransactions(attempt, raw, database, committed::incrementAndGet);
  }

  private void store(PageTransactions pages, SourcePage page) throws InterruptedException {
    pages.store(
        page,
        (tx, _) -> {
          jobs.progress(tx, attempt, "behind " + name(page));
          finished.add(name(page));
        });
  }

  private static void reached(CountDownLatch latch) {
    try {
      assertThat(latch.await(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String name(SourcePage page) {
    return page.records().getFirst().externalId();
  }

  private static SourcePage page(String... ids) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    List<SourceRecord> records =
        Arrays.stream(ids)
            .map(id -> ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8))
            .map(
                body ->
                    new SourceRecord(
                        EntityType.JIRA_ISSUES,
                        new String(body, 7, body.length - 9, StandardCharsets.UTF_8),
                        body,
                        digest.digest(body),
                        null,
                        List.of(),
                        null))
            .toList();
    return new SourcePage(records, List.of(), "more", Map.of());
  }

  private List<String> rows() {
    return fixture.rows(
        "SELECT external_id FROM raw_extraction_data ORDER BY external_id",
        row -> row.getString(1));
  }

  private String progress() {
    return fixture.text("SELECT progress FROM etl_job_queue");
  }

  /// The real store, with a place to stand in its way.
  private class Watched implements RawStore {
    @Override
    public Appended append(Tx tx, Attempt of, SourcePage page) {
      return stored.append(tx, of, page);
    }

    @Override
    public List<RawDocument> read(TenantId tenant, List<Long> ids) {
      return stored.read(tenant, ids);
    }

    @Override
    public void markTransformed(
        Tx tx, TenantId tenant, Set<Long> transformed, Map<Long, Problem> failed) {
      stored.markTransformed(tx, tenant, transformed, failed);
    }
  }
}
