package dev.cutover.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.database.Database;
import dev.cutover.database.DatabaseAddress;
import dev.cutover.database.PgJobReaper;
import dev.cutover.database.PgJobStore;
import dev.cutover.database.PgMessages;
import dev.cutover.database.PgWorkers;
import dev.cutover.job.Stage;
import dev.cutover.kit.MemoryJobQueue;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.RestartablePostgres;
import dev.cutover.kit.TcpProxy;
import dev.cutover.pipeline.Outcome;
import dev.cutover.pipeline.PipelineRuntime;
import dev.cutover.pipeline.RetryPolicy;
import dev.cutover.pipeline.StageHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// The database goes away at the worst moments.
class DatabaseCutTest {

  private static PipelineRuntime runtime(Database database, StageHandler handler) {
    return new PipelineRuntime(
        new PipelineRuntime.Parts(
            new PgJobStore(database, "w"),
            new PgJobReaper(database, "w"),
            new PgWorkers(database, "w", "here"),
            new PgMessages(database),
            database,
            new MemoryJobQueue(),
            new RetryPolicy(Duration.ofMillis(10), new Random(1)),
            Map.of(Stage.LOAD, handler),
            2));
  }

  private static DatabaseAddress through(PipelineFixture fixture, TcpProxy proxy) {
    DatabaseAddress real = fixture.address();
    return new DatabaseAddress(
        "127.0.0.1", proxy.port(), real.database(), real.user(), real.password(), Map.of());
  }

  /// The COMMIT reaches the server, its answer never comes back: committed or not is unknown to the
  /// worker.
  @Test
  void case33_aCommitWhoseAnswerIsLostHasOneEffect() throws Exception {
    try (PipelineFixture fixture = new PipelineFixture();
        TcpProxy proxy = new TcpProxy(fixture.address().port())) {
      fixture.execute("CREATE TABLE effect (job BIGINT NOT NULL)");
      fixture.jobs(Stage.LOAD, 40, 5);
      AtomicInteger cuts = new AtomicInteger();
      AtomicInteger commits = new AtomicInteger();
      proxy.tap(
          (bytes, length) -> {
            boolean commit = contains(bytes, length, "COMMIT");
            boolean cut = commit && commits.incrementAndGet() % 2 == 1 && cuts.get() < 3;
            if (cut) {
              cuts.incrementAndGet();
            }
            return cut;
          });
      Database database = new Database(through(fixture, proxy), "cut", 6, Duration.ofSeconds(10));
      StageHandler writes =
          attempt ->
              new Outcome.Done(
                  tx ->
                      dev.cutover.database.TestWrites.insert(
                          tx, "INSERT INTO effect (job) VALUES (" + attempt.job() + ")"));
      try (database;
          PipelineRuntime worker = runtime(database, writes)) {
        worker.start();
        Awaitility.await()
            .atMost(Duration.ofMinutes(2))
            .until(
                () ->
                    fixture.number("SELECT count(*) FROM etl_job_queue WHERE status = 'completed'")
                        == 40);
      }
      assertThat(cuts.get()).as("commits whose answer was dropped").isPositive();
      assertThat(fixture.number("SELECT count(*) FROM effect")).isEqualTo(40);
      assertThat(fixture.number("SELECT count(DISTINCT job) FROM effect")).isEqualTo(40);
      System.out.println(
          "case 33: " + cuts.get() + " commits lost their answer, 40 effects of 40 jobs");
    }
  }

  private static boolean contains(byte[] bytes, int length, String word) {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains(word);
  }

  /// Connections stay open and nothing passes: only a timeout of our own can end the wait.
  @Test
  void case34_aHalfOpenConnectionEndsByTimeoutAndThePoolRecovers() throws Exception {
    try (PipelineFixture fixture = new PipelineFixture();
        TcpProxy proxy = new TcpProxy(fixture.address().port())) {
      fixture.jobs(Stage.LOAD, 20, 5);
      Database database = new Database(through(fixture, proxy), "half", 6, Duration.ofSeconds(2));
      try (database;
          PipelineRuntime worker = runtime(database, _ -> Outcome.Done.NOTHING)) {
        worker.start();
        Awaitility.await().until(() -> completed(fixture) == 20);
        proxy.silence(true);
        fixture.jobs(Stage.LOAD, 20, 5);
        Awaitility.await("noticed")
            .atMost(Duration.ofSeconds(40))
            .until(() -> worker.state().equals("database away"));
        proxy.silence(false);
        proxy.cut();
        Awaitility.await("recovered")
            .atMost(Duration.ofMinutes(2))
            .until(() -> completed(fixture) == 40);
      }
    }
  }

  private static long completed(PipelineFixture fixture) {
    return fixture.number("SELECT count(*) FROM etl_job_queue WHERE status = 'completed'");
  }

  @Test
  void case31_immediateStopsUnderLoadLeaveExactCounts() throws Exception {
    int stops = Integer.getInteger("cutover.case31.stops", 3);
    try (RestartablePostgres postgres = new RestartablePostgres();
        PipelineFixture fixture = new PipelineFixture(postgres.url())) {
      fixture.execute("CREATE TABLE effect (job BIGINT NOT NULL)");
      int jobs = 1500 * stops;
      fixture.jobs(Stage.LOAD, jobs, 5);
      Database database = fixture.database("load");
      StageHandler writes =
          attempt ->
              new Outcome.Done(
                  tx ->
                      dev.cutover.database.TestWrites.insert(
                          tx, "INSERT INTO effect (job) VALUES (" + attempt.job() + ")"));
      try (PipelineRuntime worker = runtime(database, writes)) {
        worker.start();
        for (int stop = 1; stop <= stops; stop++) {
          long enough = 500L * stop;
          Awaitility.await()
              .atMost(Duration.ofMinutes(2))
              .ignoreExceptions()
              .until(() -> completed(fixture) >= enough);
          postgres.stopImmediately();
          postgres.startAgain();
        }
        Awaitility.await()
            .atMost(Duration.ofMinutes(4))
            .ignoreExceptions()
            .until(() -> completed(fixture) == jobs);
      }
      assertThat(fixture.number("SELECT count(*) FROM effect")).isEqualTo(jobs);
      assertThat(fixture.number("SELECT count(DISTINCT job) FROM effect")).isEqualTo(jobs);
    }
  }
}
