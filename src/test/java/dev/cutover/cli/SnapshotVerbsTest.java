package dev.cutover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.CutoverProcess;
import dev.cutover.kit.DumpedDatabase;
import dev.cutover.kit.NoNetwork;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.RawTable;
import dev.cutover.kit.TestFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Snapshots on the command line: made, compared, tried, exported, and looked at where there is no
/// network.
class SnapshotVerbsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PROJECT =
      "{\"id\":\"%s\",\"key\":\"%s\",\"name\":\"%s\",\"n\":12345678901234567.89,\"e\":1e2}";

  private final Path home = TestFolder.create("snapshot-verbs");
  private final PipelineFixture fixture = new PipelineFixture();
  private final RawTable table = new RawTable(fixture);

  @AfterEach
  void close() throws Exception {
    fixture.close();
    TestFolder.delete(home);
  }

  private long project(String id, String key, String name) {
    return table.row(id, PROJECT.formatted(id, key, name)).entity("jira_projects").store();
  }

  private Map<String, String> live() {
    return Map.of("CUTOVER_DB", fixture.address().toUri());
  }

  private CutoverProcess run(int status, String... arguments) throws Exception {
    return ended(status, CutoverProcess.run(home, live(), arguments));
  }

  private static CutoverProcess ended(int status, CutoverProcess process) {
    assertThat(process.status()).as(process.err() + process.out()).isEqualTo(status);
    return process;
  }

  /// In a process that may not make a socket.
  private CutoverProcess offline(int status, String... arguments) throws Exception {
    return ended(
        status,
        CutoverProcess.run(
            home,
            Map.of(
                "CUTOVER_DB", "postgresql://nobody@db.example:1/none",
                "CUTOVER_BROKER", "amqp://nobody@mq.example:1/none"),
            NoNetwork.main(home),
            arguments));
  }

  private String snapshot(String name) throws Exception {
    String file = home.resolve(name + ".cutover.sqlite").toString();
    run(Exit.DONE, "raw", "snapshot", "--out", file);
    return file;
  }

  @Test
  void whatCameWhatWentAndWhatChangedIsTheSameAgainstASnapshotAndTheDatabase() throws Exception {
    project("1", "OPS", "Operations");
    long gone = project("2", "WEB", "Web");
    project("3", "SAME", "Same");
    String before = snapshot("before");
    project("1", "OPS", "Operations and more");
    project("4", "NEW", "New");
    fixture.execute("DELETE FROM raw_extraction_data WHERE id = " + gone);
    String after = snapshot("after");

    JsonNode files =
        JSON.readTree(offline(Exit.DONE, "raw", "compare", before, after, "--json").out());
    JsonNode database = JSON.readTree(run(Exit.DONE, "raw", "compare", before, "--json").out());

    assertThat(files).isEqualTo(database);
    assertThat(files.path("same").asBoolean()).isFalse();
    JsonNode group = files.path("groups").get(0);
    assertThat(group.path("entity").asString()).isEqualTo("jira_projects");
    assertThat(
            List.of(
                group.path("same").asInt(),
                group.path("added").asInt(),
                group.path("removed").asInt(),
                group.path("changed").asInt()))
        .containsExactly(1, 1, 1, 1);
    List<String> changes = new ArrayList<>();
    files.path("changes").forEach(each -> changes.add(each.path("change").asString()));
    assertThat(changes).containsExactlyInAnyOrder("+", "-", "~");
    assertThat(files.path("changes").toString()).contains("$.name", "Operations and more");
  }

  @Test
  void aReplayTellsWhatWouldBeLoadedAndWhatNot() throws Exception {
    project("1", "OPS", "Operations");
    table.row("2", "{\"id\":\"2\"}").entity("jira_projects").store();
    String file = snapshot("s");
    Path rows = home.resolve("rows.ndjson");

    CutoverProcess told =
        offline(
            Exit.CHECK_FAILED,
            "raw",
            "replay",
            "--snapshot",
            file,
            "--out",
            rows.toString(),
            "--json");

    JsonNode result = JSON.readTree(told.out());
    assertThat(result.path("records").path("jira_projects").asInt()).isEqualTo(2);
    assertThat(result.path("rejected").asInt()).isEqualTo(1);
    assertThat(result.path("rejections").get(0).path("records").asInt()).isEqualTo(1);
    assertThat(Files.readString(rows)).contains("\"table\":\"projects\"", "Operations");
  }

  @Test
  void aBackupGivesTheSnapshotThatTheDatabaseGave() throws Exception {
    Assumptions.assumeTrue(DumpedDatabase.isPossible(), "no pg_dump");
    project("1", "OPS", "Operations");
    project("2", "WEB", "Web");
    Path dump = home.resolve("database.dump");
    DumpedDatabase.dump(fixture, dump);
    String live = snapshot("live");
    String file = home.resolve("backup.cutover.sqlite").toString();

    JsonNode made =
        JSON.readTree(
            offline(
                    Exit.DONE,
                    "raw",
                    "snapshot",
                    "--backup",
                    dump.toString(),
                    "--out",
                    file,
                    "--json")
                .out());

    assertThat(made.path("rows").asInt()).isEqualTo(2);
    assertThat(offline(Exit.DONE, "raw", "compare", live, file).out())
        .contains("All records are the same.");
  }

  @Test
  void case52_numbersKeepTheirDigitsInASnapshotAndOutOfIt() throws Exception {
    long id = project("1", "OPS", "Operations");
    String file = snapshot("s");
    Path csv = home.resolve("x.csv");
    Path lines = home.resolve("x.ndjson");
    String[] columns = {"--column", "$.n", "--column", "$.e", "--column", "$.name"};

    List<String> verb = new ArrayList<>(List.of("raw", "export", "--snapshot", file, "--out"));
    verb.add(csv.toString());
    verb.addAll(List.of(columns));
    offline(Exit.DONE, verb.toArray(String[]::new));
    offline(Exit.DONE, "raw", "export", "--snapshot", file, "--out", lines.toString());

    assertThat(Files.readString(csv)).contains("12345678901234567.89,1e2,Operations");
    byte[] came = PROJECT.formatted("1", "OPS", "Operations").getBytes(StandardCharsets.UTF_8);
    assertThat(Files.readString(lines)).isEqualTo(new String(came, StandardCharsets.UTF_8) + "\n");
    JsonNode shown =
        JSON.readTree(
            offline(Exit.DONE, "raw", "show", "" + id, "--snapshot", file, "--json").out());
    assertThat(shown.toString())
        .contains(
            fixture
                .rows(
                    "SELECT encode(content_sha256, 'hex') FROM raw_extraction_data",
                    row -> row.getString(1))
                .getFirst());
  }

  @Test
  void case96_aDamagedSnapshotIsReadWithoutNetworkAndItsRestStaysReadable() throws Exception {
    project("1", "OPS", "Operations");
    long second = project("2", "WEB", "Second");
    Path file = Path.of(snapshot("s"));
    byte[] bytes = Files.readAllBytes(file);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\"Second\"");
    bytes[at + 1] = 'X';
    Files.write(file, bytes);

    String list = offline(Exit.DONE, "raw", "list", "--snapshot", file.toString()).out();
    CutoverProcess verified = offline(Exit.CHECK_FAILED, "raw", "verify", file.toString());
    CutoverProcess shown =
        offline(Exit.DONE, "raw", "show", "" + second, "--snapshot", file.toString());

    assertThat(list.lines().filter(each -> each.contains("jira_projects"))).hasSize(2);
    assertThat(verified.out()).contains("raw row " + second, "it was changed");
    assertThat(shown.out()).contains("damaged", "Xecond");
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    ended(NoNetwork.TOUCHED, CutoverProcess.run(home, Map.of(), NoNetwork.main(home), "touch"));
  }

  @Test
  void aKilledWriterLeavesNoFileOfThatName() throws Exception {
    table.many(30_000);
    Path file = home.resolve("k.cutover.sqlite");
    Path part = home.resolve("k.cutover.sqlite.part");
    Process writer =
        CutoverProcess.start(home, live(), "raw", "snapshot", "--out", file.toString());

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> Files.exists(part) && Files.size(part) > 200_000);
    writer.destroyForcibly().waitFor();

    assertThat(file).doesNotExist();
    assertThat(part).exists();
    run(Exit.DONE, "raw", "snapshot", "--out", file.toString());
    assertThat(file).exists();
    assertThat(part).doesNotExist();
  }
}
