package dev.cutover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.CutoverProcess;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `integration schedule`, as a person or a script runs it.
class IntegrationScheduleTest {
  private final Path home = TestFolder.create("integration-schedule");
  private final PipelineFixture fixture = new PipelineFixture();

  @AfterEach
  void close() throws Exception {
    fixture.close();
    TestFolder.delete(home);
  }

  private CutoverProcess run(int status, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("integration", "schedule"));
    all.addAll(List.of(arguments));
    CutoverProcess ended =
        CutoverProcess.run(
            home, Map.of("CUTOVER_DB", fixture.address().toUri()), all.toArray(String[]::new));
    assertThat(ended.status()).as(ended.err() + ended.out()).isEqualTo(status);
    return ended;
  }

  private String[] ours(String... more) {
    List<String> all = new ArrayList<>(List.of("--integration", "" + fixture.integration));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private String recorded() {
    return fixture.text(
        "SELECT coalesce((SELECT every_minutes || '/' || coalesce(retry_minutes::text, '-') FROM"
            + " etl_schedule), 'none')");
  }

  @Test
  void aScheduleIsSetShownReplacedAndRemoved() throws Exception {
    assertThat(run(Exit.DONE).out()).contains("acme", "by hand");
    assertThat(run(Exit.DONE, ours("--every", "60", "--retry", "15")).out())
        .contains("every 60 min, after a failure 15 min", "as soon as a worker is there");
    assertThat(recorded()).isEqualTo("60/15");
    JsonNode shown = JsonMapper.builder().build().readTree(run(Exit.DONE, "--json").out());
    assertThat(shown.path(0).path("every_minutes").asInt()).isEqualTo(60);
    assertThat(shown.path(0).path("retry_minutes").asInt()).isEqualTo(15);
    assertThat(shown.path(0).path("due").asBoolean()).isTrue();

    CutoverProcess listed =
        CutoverProcess.run(
            home, Map.of("CUTOVER_DB", fixture.address().toUri()), "integration", "list");
    assertThat(listed.out()).contains("every 60 min, after a failure 15 min; next: as soon as");

    assertThat(run(Exit.NEEDS_DECISION, ours("--every", "30")).err())
        .contains("every 60 min, after a failure 15 min now", "every 30 min", "--approve");
    assertThat(recorded()).isEqualTo("60/15");
    run(Exit.DONE, ours("--every", "30", "--approve"));
    assertThat(recorded()).isEqualTo("30/-");

    assertThat(run(Exit.NEEDS_DECISION, ours("--off")).err()).contains("end that");
    assertThat(run(Exit.DONE, ours("--off", "--approve")).out()).contains("by hand");
    assertThat(recorded()).isEqualTo("none");
    assertThat(run(Exit.USAGE, ours("--off")).err()).contains("has no schedule");
  }

  @Test
  void wrongWordsChangeNothing() throws Exception {
    assertThat(run(Exit.USAGE, "--every", "60").err()).contains("--integration");
    assertThat(run(Exit.USAGE, ours("--retry", "5")).err()).contains("--every");
    assertThat(run(Exit.USAGE, ours("--off", "--every", "60")).err()).contains("--off");
    assertThat(run(Exit.USAGE, ours("--every", "2000")).err()).contains("1 to 1440", "2000");
    assertThat(run(Exit.USAGE, ours("--every", "10", "--retry", "10")).err())
        .contains("less than the interval");
    assertThat(run(Exit.USAGE, "--integration", "999", "--every", "60").err()).contains("999");
    assertThat(run(Exit.REFUSED, ours("--every", "60", "--read-only")).err())
        .contains("--read-only");
    assertThat(recorded()).isEqualTo("none");
  }
}
