package dev.cutover.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.CutoverProcess;
import dev.cutover.kit.OldSite;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestFolder;
import dev.cutover.kit.TestPostgres;
import dev.cutover.kit.TestQpid;
import dev.cutover.sample.Progress;
import dev.cutover.sample.SampleData;
import dev.cutover.sample.SampleSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// R2 by the command line, each verb a process of its own: a cutover up to the soak, rows of the
/// pipeline and of people's hands afterwards, then the backup takes the database's place, and the
/// old service writes again. Not one row is missing: restored, written again, or in a list.
@Tag("campaign")
class RestoredCutoverTest {
  private static final Set<String> REPLAYED =
      Set.of("work_items", "projects", "wits", "statuses", "raw_extraction_data");

  private final Path home = TestFolder.create("cutover-restored");
  private final Path plan = home.resolve("plan.json");
  private final List<String> kept = new ArrayList<>();
  private OldSite site;
  private PipelineFixture server;

  @BeforeEach
  void aSiteWithRecords() throws Exception {
    String url = TestPostgres.emptyDatabase();
    PipelineFixture.foreign(url).execute(PreparedSite.platform());
    site = new OldSite(new PipelineFixture(url), true);
    server =
        PipelineFixture.foreign(
            url.replace("/" + site.fixture.address().database() + "?", "/postgres?"));
    site.fixture.execute("UPDATE integrations SET active = false");
    Path records = home.resolve("records");
    SampleData.write(records, new SampleSize(2, 40, 2, 10), 7, Progress.SILENT);
    site.fixture.execute(
        "INSERT INTO integrations (provider, type, settings, tenant_id) VALUES ('files', 'Data',"
            + " jsonb_build_object('path', '"
            + records
            + "'), "
            + site.fixture.tenant
            + ")");
    site.start();
    site.awaitRows();
    Path service = home.resolve("service.json");
    ServiceFile.write(site.plan(), service);
    done(
        "plan",
        "--service",
        service.toString(),
        "--out",
        plan.toString(),
        "--set",
        "soak=PT0S",
        "--set",
        "restore.replay="
            + String.join(",", REPLAYED.stream().map(each -> "public." + each).toList()));
  }

  @AfterEach
  void ended() throws Exception {
    site.close();
    for (String each : kept) {
      server.execute("DROP DATABASE IF EXISTS " + each + " WITH (FORCE)");
    }
    TestFolder.delete(home);
  }

  @Test
  void r2AfterTheSoakBeganLosesNoRowAndTheOldServiceWritesAgain() throws Exception {
    done(
        "run",
        "--plan",
        plan.toString(),
        "--until",
        "workers",
        "--accept",
        "all",
        "--because",
        "t");
    assertThat(site.fixture.number("SELECT count(*) FROM raw_extraction_data")).isPositive();
    byHand();

    CutoverProcess asked = cutover("rollback", "--restore");
    assertThat(asked.err())
        .containsPattern("decide +[0-9]+ rows of public.work_items")
        .containsPattern("decide +some rows of public.tenants that are not as in the backup")
        .contains("returns 1 database " + site.fixture.address().database());
    assertThat(asked.status()).isEqualTo(4);
    CutoverProcess untyped = cutover("rollback", "--restore", "--approve");
    assertThat(untyped.status()).as(untyped.err()).isEqualTo(5);
    CutoverProcess back = restored();

    assertThat(back.status()).as(back.out() + back.err()).isZero();
    assertThat(back.out()).contains("undone");
    theOldServiceWritesAgain();
    nothingIsMissing("");
    assertThat(cutover("status").out()).contains("restored");
  }

  @Test
  void r2ThatFailsIsTakenBackAndASecondOneOfTheSameRunDumpsWhatIsThereThen() throws Exception {
    done(
        "run",
        "--plan",
        plan.toString(),
        "--until",
        "workers",
        "--accept",
        "all",
        "--because",
        "t");
    Path dump;
    try (Stream<Path> files = Files.walk(home)) {
      dump =
          files
              .filter(each -> each.toString().endsWith("-S8/database.dump"))
              .findFirst()
              .orElseThrow();
    }
    byte[] whole = Files.readAllBytes(dump);
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 1;
    Files.write(dump, flipped);
    CutoverProcess red = restored();
    assertThat(red.status()).as(red.out() + red.err()).isEqualTo(1);
    assertThat(red.out() + red.err()).contains("database.dump");
    assertThat(site.fixture.number("SELECT count(*) FROM work_items")).isPositive();
    Files.write(dump, whole);

    done("rollback", "--to", "backup", "--approve", "--because", "the folder is mended");
    done("resume", "--until", "workers", "--accept", "all", "--because", "t");
    byHand();
    CutoverProcess back = restored();

    assertThat(back.status()).as(back.out() + back.err()).isZero();
    theOldServiceWritesAgain();
    nothingIsMissing("_2");
  }

  /// What people and other programs do to rows while the pipeline works.
  private void byHand() {
    site.fixture.execute(
        "INSERT INTO work_items (external_id, key, summary, created, updated, project_id, wit_id,"
            + " status_id, tenant_id, integration_id) SELECT 'hand-' || n, 'HAND-' || n, 'by hand',"
            + " now(), now(), project_id, wit_id, status_id, tenant_id, integration_id FROM (SELECT"
            + " * FROM work_items LIMIT 1) one, generate_series(1, 1000) n; UPDATE tenants SET name"
            + " = 'renamed by hand' WHERE id = (SELECT min(id) FROM tenants); UPDATE prs SET name ="
            + " 'renamed by hand' WHERE id IN (SELECT id FROM prs ORDER BY id LIMIT 20); DELETE"
            + " FROM changelogs WHERE id IN (SELECT id FROM changelogs ORDER BY id LIMIT 10)");
  }

  private CutoverProcess restored() throws Exception {
    return cutover(
        "rollback",
        "--restore",
        "--approve",
        "--confirm",
        site.fixture.address().database(),
        "--because",
        "rows are damaged");
  }

  private void theOldServiceWritesAgain() throws Exception {
    site.awaitRows();
    site.manager().stop();
    assertThat(site.missing()).isEmpty();
    assertThat(site.fixture.strings("SELECT status FROM etl_jobs")).doesNotContain("PAUSED");
  }

  /// Every row of the database that was set aside is in the live one, or in a list.
  private void nothingIsMissing(String round) throws Exception {
    String failed =
        server.text(
            "SELECT datname FROM pg_database WHERE datname LIKE 'db\\_failed%"
                + round
                + "' ORDER BY oid DESC LIMIT 1");
    kept.add(failed);
    PipelineFixture aside =
        PipelineFixture.foreign(
            site.fixture.url.replace(
                "/" + site.fixture.address().database() + "?", "/" + failed + "?"));
    int looked = 0;
    for (String table :
        aside.strings(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace ="
                + " 'public'::regnamespace AND EXISTS (SELECT FROM pg_attribute WHERE attrelid ="
                + " pg_class.oid AND attname = 'id') ORDER BY 1")) {
      Set<String> gone = new HashSet<>(aside.strings("SELECT id::text FROM " + table));
      gone.removeAll(site.fixture.strings("SELECT id::text FROM " + table));
      assertThat(REPLAYED.contains(table) ? gone : Set.of()).as(table).isEmpty();
      Set<String> listed = new HashSet<>(listed(table));
      assertThat(gone).as("%s, neither there nor listed", table).isSubsetOf(listed);
      looked += gone.size();
    }
    System.out.println("R2: " + looked + " rows are in lists, the others in the database");
    assertThat(site.fixture.number("SELECT count(*) FROM work_items WHERE external_id ~ '^hand-'"))
        .isEqualTo(1000);
    assertThat(listed("prs")).hasSizeGreaterThanOrEqualTo(20);
    assertThat(listed("changelogs")).hasSizeGreaterThanOrEqualTo(10);
    assertThat(aside.number("SELECT count(*) FROM prs WHERE name = 'renamed by hand'"))
        .isEqualTo(20);
  }

  private List<String> listed(String table) throws Exception {
    try (Stream<Path> files = Files.walk(home)) {
      List<String> ids = new ArrayList<>();
      for (Path each :
          files
              .filter(
                  file -> file.toString().endsWith("-written-since/public." + table + ".ndjson"))
              .toList()) {
        for (String line : Files.readAllLines(each)) {
          ids.add(line.replaceFirst(".*?\"id\": ?(\\d+).*", "$1"));
        }
      }
      return ids;
    }
  }

  private void done(String... arguments) throws Exception {
    CutoverProcess end = cutover(arguments);
    assertThat(end.status()).as(end.out() + end.err()).isZero();
  }

  private CutoverProcess cutover(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!arguments[0].equals("status")) {
      all.add("--quiet");
    }
    return CutoverProcess.run(
        home,
        Map.of(
            "CUTOVER_DB", site.fixture.address().toUri(), "CUTOVER_BROKER", TestQpid.start().url()),
        all.toArray(String[]::new));
  }
}
