package dev.cutover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.CutoverProcess;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.RawTable;
import dev.cutover.kit.TestFolder;
import dev.cutover.kit.TravelledRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The verbs over raw rows, as a person or a script runs them.
class RawCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PROJECT =
      "{\"id\":\"%s\",\"key\":\"%s\",\"name\":\"%s\",\"n\":12345678901234567890.10}";

  private static final String NOWHERE = "postgresql://nobody@127.0.0.1:1/none";

  private final Path home = TestFolder.create("raw-command");
  private final PipelineFixture fixture = new PipelineFixture();
  private final RawTable table = new RawTable(fixture);

  @AfterEach
  void close() throws Exception {
    fixture.close();
    TestFolder.delete(home);
  }

  private CutoverProcess run(int status, String... arguments) throws Exception {
    CutoverProcess ended =
        CutoverProcess.run(home, Map.of("CUTOVER_DB", fixture.address().toUri()), arguments);
    assertThat(ended.status()).as(ended.err() + ended.out()).isEqualTo(status);
    return ended;
  }

  private long project(String id, String key, String name, String status) {
    return table
        .row(id, PROJECT.formatted(id, key, name))
        .entity("jira_projects")
        .status(status)
        .store();
  }

  @Test
  void rowsAreListedPageByPageAndShownAsTheyCame() throws Exception {
    long first = project("1", "OPS", "Operations", "loaded");
    long second = project("2", "WEB", "Web", "failed");
    JsonNode page = JSON.readTree(run(Exit.DONE, "raw", "list", "--json", "--limit", "1").out());
    assertThat(page.get(0).path("id").asLong()).isEqualTo(second);
    assertThat(page.get(0).path("processing_status").asString()).isEqualTo("failed");
    CutoverProcess told = run(Exit.DONE, "raw", "list", "--limit", "1");
    String after = told.err().replaceAll("(?s).*--after (\\S+?)\\).*", "$1");
    assertThat(run(Exit.DONE, "raw", "list", "--after", after).out())
        .contains("jira_projects", String.valueOf(first))
        .doesNotContain("failed");
    assertThat(run(Exit.DONE, "raw", "show", "" + first, "--json").out())
        .contains("\"raw_data\":{\"id\":\"1\"", "12345678901234567890.10");
    assertThat(run(Exit.DONE, "raw", "show", "" + first, "--value", "$.n").out())
        .isEqualToIgnoringNewLines("12345678901234567890.10");
    assertThat(run(Exit.DONE, "raw", "search", "operAT").out()).contains("$.name", "Operations");
  }

  @Test
  void versionsAndLoadedRowsAreCompared() throws Exception {
    project("1", "OPS", "Operations", "loaded");
    long second = project("1", "OPS", "Operations and more", "loaded");
    fixture.execute(
        "INSERT INTO projects (external_id, key, name, integration_id, tenant_id) VALUES ('1', 'OPS', 'Old', %d, %d)"
            .formatted(fixture.integration, fixture.tenant));
    assertThat(run(Exit.DONE, "raw", "diff", "" + second).out())
        .contains("~ $.name \"Operations\" -> \"Operations and more\"");
    assertThat(run(Exit.DONE, "raw", "diff", "" + second, "--loaded").out())
        .contains("~ projects 1", "name: \"Operations and more\" expected, \"Old\" loaded");
  }

  @Test
  void exportsReplaceNothingUnasked() throws Exception {
    project("1", "OPS", "Operations", "loaded");
    Path file = home.resolve("x.ndjson");
    JsonNode result =
        JSON.readTree(run(Exit.DONE, "raw", "export", "--out", file.toString(), "--json").out());
    assertThat(result.path("rows").asInt()).isEqualTo(1);
    assertThat(Files.readString(file))
        .isEqualTo(PROJECT.formatted("1", "OPS", "Operations") + "\n");
    assertThat(run(Exit.NEEDS_DECISION, "raw", "export", "--out", file.toString()).err())
        .contains("exists");
    run(Exit.DONE, "raw", "export", "--out", file.toString(), "--approve");
  }

  @Test
  void actsOnManyWaitForApprovalAndReadOnlyRefusesThem() throws Exception {
    long first = project("1", "OPS", "Operations", "failed");
    project("2", "WEB", "Web", "failed");
    assertThat(run(Exit.NEEDS_DECISION, "raw", "requeue", "--state", "failed").err())
        .contains("re-queue 2 of 2", "2 failed", "--approve");
    assertThat(run(Exit.REFUSED, "raw", "requeue", "" + first, "--read-only").err())
        .contains("--read-only");
    assertThat(fixture.number("SELECT count(*) FROM etl_job_queue")).isZero();
    assertThat(run(Exit.DONE, "raw", "requeue", "--state", "failed", "--approve").out())
        .contains("2 of 2 matching raw rows re-queued in 1 transform job");
    assertThat(run(Exit.USAGE, "raw", "skip").err()).contains("Say which raw rows");
    assertThat(run(Exit.USAGE, "raw", "list", "--state", "gone").err())
        .contains("'gone'", "pending");
    assertThat(run(Exit.USAGE, "raw", "list", "--tenant", "nobody").err())
        .contains("nobody", "acme");
  }

  @Test
  void aSnapshotAnswersTheSameVerbsWithoutAServer() throws Exception {
    project("1", "OPS", "Operations", "loaded");
    long second = project("1", "OPS", "Operations and more", "failed");
    String file = home.resolve("s.cutover.sqlite").toString();
    JsonNode made = JSON.readTree(run(Exit.DONE, "raw", "snapshot", "--out", file, "--json").out());
    assertThat(made.path("rows").asInt()).isEqualTo(2);
    assertThat(run(Exit.NEEDS_DECISION, "raw", "snapshot", "--out", file).err())
        .contains("exists", "--approve");
    byte[] before = Files.readAllBytes(Path.of(file));
    for (String[] verb :
        new String[][] {
          {"raw", "list", "--json"},
          {"raw", "list", "--state", "failed", "--json"},
          {"raw", "search", "AND MORE", "--json"},
          {"raw", "show", "" + second, "--json"},
          {"raw", "diff", "" + second, "--json"}
        }) {
      assertThat(offline(Exit.DONE, file, verb).out()).isEqualTo(run(Exit.DONE, verb).out());
    }
    assertThat(offline(Exit.USAGE, file, "raw", "diff", "" + second, "--loaded").err())
        .contains("a snapshot holds raw rows only");
    CutoverProcess verified =
        CutoverProcess.run(home, Map.of("CUTOVER_DB", NOWHERE), "raw", "verify", file);
    assertThat(verified.status()).as(verified.err()).isEqualTo(Exit.DONE);
    assertThat(verified.out())
        .contains("The snapshot is whole. sha256 " + made.path("sha256").asString());
    assertThat(Files.readAllBytes(Path.of(file))).isEqualTo(before);
    byte[] cut = java.util.Arrays.copyOf(before, before.length - 9_000);
    Files.write(Path.of(file), cut);
    CutoverProcess damaged =
        CutoverProcess.run(home, Map.of("CUTOVER_DB", NOWHERE), "raw", "verify", file);
    assertThat(damaged.status()).isEqualTo(Exit.CHECK_FAILED);
    assertThat(damaged.out()).contains("The file is cut", "DAMAGED");
    assertThat(offline(Exit.DONE, file, "raw", "show", "" + second).out())
        .contains("Operations and more");
  }

  /// The verb on the snapshot, with servers that are not there.
  private CutoverProcess offline(int status, String file, String... verb) throws Exception {
    String[] all = java.util.Arrays.copyOf(verb, verb.length + 2);
    all[verb.length] = "--snapshot";
    all[verb.length + 1] = file;
    CutoverProcess ended =
        CutoverProcess.run(
            home,
            Map.of("CUTOVER_DB", NOWHERE, "CUTOVER_BROKER", "amqp://nobody@127.0.0.1:1/x"),
            all);
    assertThat(ended.status()).as(ended.err() + ended.out()).isEqualTo(status);
    return ended;
  }

  @Test
  void aRecordIsFollowedByIdAndByExternalId() throws Exception {
    TravelledRecord record = new TravelledRecord(fixture, table, "1");
    JsonNode found =
        JSON.readTree(run(Exit.DONE, "raw", "journey", "" + record.first, "--json").out());
    assertThat(found.path("steps")).hasSize(8);
    assertThat(found.path("complete").asBoolean()).isTrue();
    assertThat(run(Exit.DONE, "raw", "journey", "--external-id", "1").out())
        .contains("transform job " + record.transform + ", completed")
        .contains("pending (attempt 1, etl-7): the database is busy")
        .contains("of work_items, from raw row " + record.first)
        .contains("the priority Blocker+ is in no mapping", "dead letter");
    assertThat(run(Exit.USAGE, "raw", "journey").err()).contains("--external-id");
    table.row("2", "{}").store();
    assertThat(run(Exit.USAGE, "raw", "journey", "--entity", "jira_issues").err())
        .contains("More than one record");
  }
}
