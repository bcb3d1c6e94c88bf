package dev.cutover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.CutoverProcess;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.RawTable;
import dev.cutover.kit.TestFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The verbs over mappings, as a person or a script runs them.
class MappingCommandTest {
  private final Path home = TestFolder.create("mapping-command");
  private final PipelineFixture fixture = new PipelineFixture();
  private final RawTable table = new RawTable(fixture);

  @AfterEach
  void close() throws Exception {
    fixture.close();
    TestFolder.delete(home);
  }

  private CutoverProcess run(int status, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("mapping"));
    all.addAll(List.of(arguments));
    CutoverProcess ended =
        CutoverProcess.run(
            home, Map.of("CUTOVER_DB", fixture.address().toUri()), all.toArray(String[]::new));
    assertThat(ended.status()).as(ended.err() + ended.out()).isEqualTo(status);
    return ended;
  }

  private void statuses(String... names) {
    for (String name : names) {
      fixture.execute(
          "INSERT INTO statuses (external_id, original_name, category, integration_id, tenant_id)"
              + " VALUES ('%s', '%s', 'In Progress', %d, %d)"
                  .formatted(name, name, fixture.integration, fixture.tenant));
    }
  }

  private String pointsAt(String status) {
    return fixture.text(
        "SELECT m.status_to FROM statuses s LEFT JOIN statuses_mappings m ON m.id ="
            + " s.status_mapping_id WHERE s.original_name = '"
            + status
            + "'");
  }

  @Test
  void unmappedValuesAreListedMappedAndCountedDown() throws Exception {
    statuses("Doing", "In Review");
    assertThat(run(Exit.DONE, "list", "statuses").out())
        .contains("In Review", "Unmapped statuses: 2");
    assertThat(
            run(
                    Exit.DONE,
                    "set",
                    "statuses",
                    "In Review",
                    "--to",
                    "Testing",
                    "--category",
                    "waiting")
                .out())
        .contains("1 value mapped to Testing", "Unmapped statuses left: 1", "1 statuses point");
    assertThat(pointsAt("In Review")).isEqualTo("Testing");
    JsonNode all = JsonMapper.builder().build().readTree(run(Exit.DONE, "list", "--json").out());
    assertThat(all.path("unmapped").path("statuses").asInt()).isEqualTo(1);
    assertThat(all.path("rows").get(0).path("value").asString()).isEqualTo("Doing");
    assertThat(all.path("rows").get(0).path("unmapped").asBoolean()).isTrue();
    assertThat(all.path("rows").get(1).path("to").asString()).isEqualTo("Testing");
    assertThat(all.path("rows").get(1).path("grade").asString()).isEqualTo("Waiting");
    assertThat(run(Exit.DONE, "list", "statuses", "--unmapped").out())
        .contains("Doing")
        .doesNotContain("In Review");
    assertThat(run(Exit.NEEDS_DECISION, "remove", "statuses", "in review").err())
        .contains("remove 1", "--approve", "Nothing was changed");
    run(Exit.DONE, "remove", "statuses", "in review", "--approve");
    assertThat(pointsAt("In Review")).isEqualTo("null");
  }

  @Test
  void manyValuesAndReplacementsWaitForApproval() throws Exception {
    statuses("A", "B");
    String[] both = {"set", "statuses", "A", "B", "--to", "Done", "--category", "Done"};
    assertThat(run(Exit.NEEDS_DECISION, both).err()).contains("map 2 values", "--approve");
    assertThat(fixture.number("SELECT count(*) FROM statuses_mappings")).isZero();
    String[] approved = {
      "set", "statuses", "A", "B", "--to", "Done", "--category", "Done", "--approve"
    };
    assertThat(run(Exit.DONE, approved).out()).contains("2 values mapped", "left: 0");
    assertThat(
            run(Exit.NEEDS_DECISION, "set", "statuses", "a", "--to", "X", "--category", "Done")
                .err())
        .contains("'A' means Done now");
    assertThat(pointsAt("A")).isEqualTo("Done");
  }

  @Test
  void typesNeedALevelAndFieldsAColumn() throws Exception {
    fixture.execute(
        "INSERT INTO wits (external_id, original_name, hierarchy_level, integration_id, tenant_id)"
            + " VALUES ('1', 'Story', 0, %d, %d)".formatted(fixture.integration, fixture.tenant));
    assertThat(run(Exit.USAGE, "set", "types", "Story", "--to", "Story", "--level", "1").err())
        .contains("'1' is no level", "1 Epics");
    run(Exit.DONE, "set", "types", "Story", "--to", "Story", "--level", "1 Epics");
    assertThat(fixture.text("SELECT hierarchy_level FROM wits")).isEqualTo("1");
    assertThat(run(Exit.DONE, "set", "fields", "customfield_7", "--to", "team").out())
        .contains("cutover raw requeue --tenant 'acme' --entity jira_issues");
    assertThat(run(Exit.NEEDS_DECISION, "set", "fields", "customfield_8", "--to", "team").err())
        .contains("'customfield_7' means team now");
    assertThat(run(Exit.USAGE, "set", "fields", "customfield_8", "--to", "summary").err())
        .contains("'summary'", "story_points");
  }

  @Test
  void wrongWordsChangeNothing() throws Exception {
    statuses("A");
    assertThat(run(Exit.USAGE, "list", "priorities").err()).contains("'priorities'", "statuses");
    assertThat(run(Exit.USAGE, "list", "--tenant", "nobody").err()).contains("nobody", "acme");
    assertThat(run(Exit.USAGE, "set", "statuses", "A", "--to", "Done").err())
        .contains("--category");
    assertThat(run(Exit.USAGE, "set", "statuses", "A", "--to", "Done", "--category", "Ready").err())
        .contains("'Ready'", "In Progress");
    assertThat(run(Exit.USAGE, "set", "statuses", "--to", "Done").err()).contains("VALUE");
    assertThat(run(Exit.USAGE, "remove", "statuses", "A").err()).contains("no mapping of 'A'");
    assertThat(
            run(
                    Exit.REFUSED,
                    "set",
                    "statuses",
                    "A",
                    "--to",
                    "Done",
                    "--category",
                    "Done",
                    "--read-only")
                .err())
        .contains("--read-only");
    table.integration(table.tenant("globex"), "jira");
    assertThat(run(Exit.USAGE, "set", "statuses", "A", "--to", "Done", "--category", "Done").err())
        .contains("--tenant", "globex");
    assertThat(fixture.number("SELECT count(*) FROM statuses_mappings")).isZero();
  }
}
