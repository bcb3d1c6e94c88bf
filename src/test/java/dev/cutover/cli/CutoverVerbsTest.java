package dev.cutover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.boot.ServiceFile;
import dev.cutover.cutover.OldService;
import dev.cutover.kit.CutoverProcess;
import dev.cutover.kit.OldSite;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestFolder;
import dev.cutover.kit.TestQpid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The cutover from the command line, each verb a process of its own, over the sample of the old
/// service and its database.
class CutoverVerbsTest {
  private final Path home = TestFolder.create("cutover-verbs");
  private OldSite site;
  private Path service;
  private Path plan;

  @BeforeEach
  void aSiteWithAPlan() throws Exception {
    site = new OldSite(new PipelineFixture(), true);
    site.fixture.execute("UPDATE integrations SET active = false");
    site.start();
    site.awaitRows();
    service = home.resolve("service.json");
    plan = home.resolve("plan.json");
    ServiceFile.write(site.plan(), service);
  }

  @AfterEach
  void ended() throws Exception {
    site.close();
    TestFolder.delete(home);
  }

  @Test
  void aCutoverIsPlannedRunHeldTakenUpAndCommitted() throws Exception {
    assertThat(cutover("plan", "--service", service.toString(), "--out", plan.toString()))
        .satisfies(
            made -> {
              assertThat(made.err()).isEmpty();
              assertThat(made.status()).isZero();
              assertThat(made.out()).contains("SHA-256", "system identifier", "S10  switch");
            });

    CutoverProcess waits = cutover("run", "--plan", plan.toString(), "--quiet");
    assertThat(waits.status()).as(waits.out() + waits.err()).isEqualTo(4);
    assertThat(waits.out()).contains("Asked: Warnings");

    CutoverProcess again = cutover("run", "--plan", plan.toString());
    assertThat(again.status()).isEqualTo(5);
    assertThat(again.err()).contains("was begun and not ended");

    CutoverProcess soaks = cutover("resume", "--accept", "all", "--because", "a test", "--quiet");
    assertThat(soaks.out()).contains("go: The pipeline has been watched");
    assertThat(soaks.status()).isEqualTo(4);
    assertThat(site.fixture.text("SELECT mode FROM etl_runtime")).isEqualTo("pipeline");

    CutoverProcess asks = cutover("resume", "--accept", "go", "--because", "it is fine", "--quiet");
    assertThat(asks.status()).as(asks.out()).isEqualTo(4);
    assertThat(asks.out()).contains("Type the name of the database");

    String name = site.fixture.address().database();
    CutoverProcess wrong = cutover("resume", "--confirm", name + "x", "--quiet");
    assertThat(wrong.status()).isEqualTo(5);
    CutoverProcess done = cutover("resume", "--confirm", name, "--quiet");
    assertThat(done.status()).as(done.out() + done.err()).isZero();
    assertThat(done.out()).contains("committed");
    assertThat(cutover("report").out()).contains("it is fine", "point of no return");
    assertThat(site.missing()).isEmpty();
  }

  @Test
  void aCutoverIsRolledBackAndTheOldServiceWritesAgain() throws Exception {
    List<String> before = site.fixture.strings("SELECT status FROM etl_jobs ORDER BY id");
    cutover("plan", "--service", service.toString(), "--out", plan.toString());
    CutoverProcess held =
        cutover(
            "run",
            "--plan",
            plan.toString(),
            "--until",
            "switch",
            "--accept",
            "all",
            "--because",
            "a test",
            "--quiet");
    assertThat(held.status()).as(held.out() + held.err()).isZero();
    assertThat(held.out()).contains("held");

    CutoverProcess asked = cutover("rollback");
    assertThat(asked.status()).isEqualTo(4);
    CutoverProcess back = cutover("rollback", "--approve", "--because", "a test", "--quiet");
    assertThat(back.status()).as(back.out() + back.err()).isZero();
    assertThat(back.out()).contains("undone");

    site.awaitRows();
    assertThat(site.missing()).isEmpty();
    assertThat(site.fixture.strings("SELECT status FROM etl_jobs ORDER BY id"))
        .hasSameSizeAs(before)
        .doesNotContain("PAUSED");
    assertThat(site.fixture.text("SELECT mode FROM etl_runtime")).isEqualTo("pipeline");
    assertThat(cutover("status").out()).contains("rolled back", "No console acts on this target");
  }

  @Test
  void case74_aDryRunChangesNothing() throws Exception {
    site.manager().stop();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> site.manager().condition().state() == OldService.State.STOPPED);
    List<String> before = world();

    CutoverProcess dry =
        cutover("run", "--dry-run", "--service", service.toString(), "--read-only");

    assertThat(dry.status()).as(dry.out() + dry.err()).isZero();
    assertThat(dry.out()).contains("Nothing was changed", "S10  Switch", "mode: done");
    assertThat(world()).isEqualTo(before);
    assertThat(Files.exists(home.resolve("runs"))).isFalse();
  }

  /// Catalogue, contents and files.
  private List<String> world() throws Exception {
    List<String> world =
        new java.util.ArrayList<>(
            site.fixture.strings(
                "SELECT table_schema || '.' || table_name || '.' || column_name FROM"
                    + " information_schema.columns ORDER BY 1"));
    for (String table : OldSite.TABLES) {
      world.addAll(
          site.fixture.strings(
              "SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM "
                  + table
                  + " t"));
    }
    world.addAll(site.fixture.strings("SELECT nspname::text FROM pg_namespace ORDER BY 1"));
    try (var files = Files.walk(site.services)) {
      files.sorted().map(Path::toString).forEach(world::add);
    }
    return world;
  }

  private CutoverProcess cutover(String... arguments) throws Exception {
    return CutoverProcess.run(
        home,
        Map.of(
            "CUTOVER_DB", site.fixture.address().toUri(), "CUTOVER_BROKER", TestQpid.start().url()),
        arguments);
  }
}
