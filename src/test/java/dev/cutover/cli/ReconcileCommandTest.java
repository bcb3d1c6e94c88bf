package dev.cutover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.CutoverProcess;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.RawTable;
import dev.cutover.kit.TestFolder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The reconciliation and its explanation, as a person or a script runs them.
class ReconcileCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path home = TestFolder.create("reconcile-command");
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

  @Test
  void aGapIsExplainedWithTheCommandThatLeadsOn() throws Exception {
    long raw = table.row("4711", "{}").status("pending").store();
    table.row("p", "{}").entity("jira_projects").status("skipped").store();

    JsonNode found =
        JSON.readTree(
            run(
                    Exit.CHECK_FAILED,
                    "reconcile",
                    "--explain",
                    "--entity",
                    "jira_issues",
                    "--integration",
                    "" + fixture.integration,
                    "--json")
                .out());
    assertThat(found.path("gap").asInt()).isEqualTo(2);
    assertThat(found.path("explained")).hasSize(1);
    JsonNode cause = found.path("explained").path(0).path("causes").path(0);
    assertThat(cause.path("cause").asString()).isEqualTo("no_job");
    assertThat(cause.path("example_raw_id").asLong()).isEqualTo(raw);
    assertThat(cause.path("job").isNull()).isTrue();

    assertThat(run(Exit.CHECK_FAILED, "reconcile", "--explain").out())
        .contains("jira_issues of tenant acme", "1  wait, and no job takes them on", "4711")
        .contains("1  were left out by a person")
        .contains("cutover raw list --integration " + fixture.integration, "--state pending");
    assertThat(run(Exit.USAGE, "reconcile", "--entity", "jira_issues").err()).contains("--explain");
  }
}
