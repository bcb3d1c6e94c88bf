package dev.cutover.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.Stage;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.pipeline.DeadLetterFilter;
import dev.cutover.pipeline.DeadLetters;
import dev.cutover.pipeline.JobQueue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PgDeadLettersTest {
  private static final UUID TOKEN = UUID.fromString("00000000-0000-0000-0000-000000000001");

  private final PipelineFixture fixture = new PipelineFixture();
  private final Database database = fixture.database("test");
  private final PgMessages messages = new PgMessages(database);
  private final DeadLetters letters = new PgDeadLetters(database);

  @AfterEach
  void close() {
    fixture.close();
  }

  private void bury(String origin, String reason, String body) {
    messages.bury(
        new JobQueue.DeadMessage(
            origin, reason, body.getBytes(StandardCharsets.UTF_8), "{\"redelivered\":false}"));
  }

  /// A record of a page that could not be stored, by a job in the state.
  private void record(String state) {
    fixture.jobs(Stage.EXTRACT, 1, 5);
    fixture.execute("UPDATE etl_job_queue SET status = '" + state + "'");
    fixture.execute(
        "INSERT INTO etl_dead_letter (origin, reason, body, tenant_id, integration_id, job_id)"
            + " SELECT '/issues/' || n, 'external_id has more than 255 characters', '{}',"
            + " tenant_id, integration_id, id FROM etl_job_queue, generate_series(1, 2) n");
  }

  private DeadLetters.Claimed claimOne() {
    return letters.claim(DeadLetterFilter.OPEN, 0, 1, TOKEN).getFirst();
  }

  @Test
  void likeLettersStandTogetherWhateverTheirNumbers() {
    bury("etl.load", "the body has 2000000 bytes, the limit is 1048576", "a");
    bury("etl.load", "the body has 3000000 bytes, the limit is 1048576", "b");
    bury("etl.load", "expired in etl.load; a hint of job 7, whose row decides", "c");
    bury("etl.extract", "the body has 2000000 bytes, the limit is 1048576", "d");
    assertThat(letters.groups(DeadLetterFilter.OPEN))
        .extracting(group -> group.letters() + " " + group.origin() + " " + group.code())
        .containsExactly(
            "2 etl.load message.unreadable",
            "1 etl.extract message.unreadable",
            "1 etl.load broker.expired");
    DeadLetters.Group largest = letters.groups(DeadLetterFilter.OPEN).getFirst();
    assertThat(largest.example()).contains("3000000");
    assertThat(letters.page(DeadLetterFilter.of(largest), Long.MAX_VALUE, 10)).hasSize(2);
  }

  @Test
  void pagesFollowEachOtherWithoutAGap() {
    for (int i = 0; i < 7; i++) {
      bury("etl.load", "r", "" + i);
    }
    List<DeadLetters.Line> first = letters.page(DeadLetterFilter.OPEN, Long.MAX_VALUE, 4);
    List<DeadLetters.Line> second = letters.page(DeadLetterFilter.OPEN, first.getLast().id(), 4);
    assertThat(first).hasSize(4);
    assertThat(second).hasSize(3).doesNotContainAnyElementsOf(first);
  }

  @Test
  void twoConsolesClaimDifferentLetters() {
    bury("etl.load", "r", "a");
    bury("etl.load", "r", "b");
    assertThat(claimOne().id()).isNotEqualTo(claimOne().id());
    assertThat(letters.claim(DeadLetterFilter.OPEN, 0, 5, TOKEN)).isEmpty();
    assertThat(letters.count(DeadLetterFilter.OPEN).letters()).isEqualTo(2);
  }

  @Test
  void whoseClaimLapsedMarksNothing() {
    bury("etl.load", "r", "a");
    DeadLetters.Claimed mine = claimOne();
    fixture.execute("UPDATE etl_dead_letter SET claimed_until = clock_timestamp()");
    UUID other = UUID.randomUUID();
    assertThat(letters.claim(DeadLetterFilter.OPEN, 0, 5, other)).hasSize(1);
    assertThat(letters.replayed(mine, TOKEN, "ada", "why")).isFalse();
    assertThat(letters.replayed(mine, other, "bob", "why")).isTrue();
    assertThat(letters.show(mine.id()).orElseThrow().events())
        .extracting(DeadLetters.Event::actor)
        .containsExactly("bob");
  }

  @Test
  void aHintOfADeadJobLetsTheJobRunAgain() {
    fixture.jobs(Stage.LOAD, 1, 5);
    fixture.execute("UPDATE etl_job_queue SET status = 'dead', attempt = 5");
    long job = fixture.number("SELECT id FROM etl_job_queue");
    bury("etl.load", "delivery_limit in etl.load", "{\"v\":1,\"job\":" + job + ",\"d\":3}");
    assertThat(letters.redrive(claimOne(), TOKEN, "ada", "mended"))
        .isEqualTo(new DeadLetters.Redrive.Done());
    assertThat(fixture.text("SELECT status || attempt FROM etl_job_queue")).isEqualTo("pending0");
    assertThat(fixture.text("SELECT actor || detail FROM etl_job_event")).isEqualTo("adamended");
  }

  @Test
  void aHintOfAJobThatWasDoneNeedsNothing() {
    fixture.jobs(Stage.LOAD, 1, 5);
    fixture.execute("UPDATE etl_job_queue SET status = 'completed'");
    long job = fixture.number("SELECT id FROM etl_job_queue");
    bury("etl.load", "expired in etl.load", "{\"v\":1,\"job\":" + job + ",\"d\":3}");
    assertThat(letters.redrive(claimOne(), TOKEN, "ada", "why"))
        .isEqualTo(new DeadLetters.Redrive.NotNeeded("completed"));
    assertThat(letters.count(DeadLetterFilter.OPEN).letters()).isZero();
  }

  @Test
  void aRecordOfACompletedJobIsRefusedWithTheWayOut() {
    record("completed");
    assertThat(letters.groups(DeadLetterFilter.OPEN))
        .extracting(group -> group.origin() + " " + group.code() + " " + group.letters())
        .containsExactly("/issues/N record.rejected 2");
    DeadLetters.Claimed letter = claimOne();
    assertThat(letters.redrive(letter, TOKEN, "ada", "why"))
        .isInstanceOfSatisfying(
            DeadLetters.Redrive.Refused.class,
            refused -> assertThat(refused.why()).contains("completed", "--full", "discard"));
    letters.giveBack(letter, TOKEN, "ada", "why", "no");
    assertThat(letters.count(DeadLetterFilter.OPEN).letters()).isEqualTo(2);
    assertThat(letters.show(letter.id()).orElseThrow().events().getFirst().detail())
        .isEqualTo("no");
  }

  @Test
  void aRecordOfADeadJobLetsTheJobRunAgain() {
    record("dead");
    assertThat(letters.redrive(claimOne(), TOKEN, "ada", "why"))
        .isEqualTo(new DeadLetters.Redrive.Done());
    assertThat(fixture.text("SELECT status FROM etl_job_queue")).isEqualTo("pending");
  }

  @Test
  void aFilterByTenantShowsNothingOfAnother() {
    record("dead");
    bury("etl.load", "r", "a");
    DeadLetterFilter acme = filter(List.of(), Optional.of("acme"));
    assertThat(letters.count(acme).letters()).isEqualTo(2);
    fixture.execute("UPDATE tenants SET name = 'globex'");
    assertThat(letters.count(acme).letters()).isZero();
  }

  @Test
  void aDiscardedLetterKeepsItsBytesAndSaysWhoAndWhy() {
    bury("etl.load", "r", "bytes");
    DeadLetters.Count counted = letters.count(DeadLetterFilter.OPEN);
    bury("etl.load", "r", "later");
    assertThat(letters.discard(DeadLetterFilter.OPEN.upTo(counted.newest()), "ada", "a test"))
        .isEqualTo(1);
    DeadLetters.Letter letter = letters.show(counted.newest()).orElseThrow();
    assertThat(letter.line().state()).isEqualTo("discarded");
    assertThat(letter.body()).isEqualTo("bytes".getBytes(StandardCharsets.UTF_8));
    assertThat(letter.events().getFirst().reason()).isEqualTo("a test");
    assertThat(letters.count(DeadLetterFilter.OPEN).letters()).isEqualTo(1);
    assertThat(new PgMonitor(database).reconcile(Optional.empty()).deadLetters()).isEqualTo(1);
  }

  @Test
  void aDiscardedLetterIsNotReplayed() {
    bury("etl.load", "r", "a");
    letters.discard(DeadLetterFilter.OPEN, "ada", "why");
    assertThat(letters.claim(DeadLetterFilter.OPEN, 0, 5, TOKEN)).isEmpty();
    assertThat(letters.discard(filter(List.of("discarded"), Optional.empty()), "ada", "again"))
        .isZero();
  }

  private static DeadLetterFilter filter(List<String> states, Optional<String> tenant) {
    DeadLetterFilter open = DeadLetterFilter.OPEN;
    return new DeadLetterFilter(
        open.ids(), states, open.origin(), open.code(), open.cause(), tenant, open.upTo());
  }
}
