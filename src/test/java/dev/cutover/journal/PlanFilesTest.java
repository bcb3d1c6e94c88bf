package dev.cutover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.cutover.FrozenPlan;
import dev.cutover.cutover.RunRefused;
import dev.cutover.kit.CutoverSketch;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A plan as a file that people review.
class PlanFilesTest {
  @TempDir Path folder;

  private final JsonPlanFiles files = new JsonPlanFiles();

  @Test
  void aPlanComesBackAsItWasAndMayBeLaidOutAnew() throws Exception {
    FrozenPlan plan = saved();

    assertThat(files.load(file())).isEqualTo(plan);
    assertThat(plan.sha256()).hasSize(64);
    String flat = JsonMapper.builder().build().readTree(Files.readString(file())).toString();
    Files.writeString(file(), flat);
    assertThat(files.load(file())).isEqualTo(plan);
  }

  @Test
  void theHashDoesNotDependOnTheOrderOfMembers() {
    FrozenPlan one = files.freeze(CutoverSketch.plan("run-1", CutoverSketch.ORDER));
    FrozenPlan two = files.freeze(CutoverSketch.plan("run-1", CutoverSketch.ORDER));
    FrozenPlan other = files.freeze(CutoverSketch.plan("run-2", CutoverSketch.ORDER));

    assertThat(one.sha256()).isEqualTo(two.sha256()).isNotEqualTo(other.sha256());
  }

  @Test
  void anEditedPlanIsRefused() throws Exception {
    for (String[] edit :
        new String[][] {
          {"PT24H", "PT1H"},
          {"7300000000000000001", "7300000000000000002"},
          {"\"options\"", "\"more\" : 1, \"options\""}
        }) {
      saved();
      String text = Files.readString(file());
      assertThat(text).contains(edit[0]);
      Files.writeString(file(), text.replace(edit[0], edit[1]));

      assertThatThrownBy(() -> files.load(file()))
          .isInstanceOf(RunRefused.class)
          .hasMessageContaining("was changed after it was made");
    }
  }

  @Test
  void whatIsNoPlanIsSaid() throws Exception {
    for (String text :
        new String[] {"", "{", "[]", "{\"format\":2}", "{\"format\":1,\"plan\":{}}"}) {
      Files.writeString(file(), text);

      assertThatThrownBy(() -> files.load(file()))
          .isInstanceOf(RunRefused.class)
          .hasMessageContaining("is no plan of this program")
          .hasMessageContaining("Nothing was done");
    }
  }

  private Path file() {
    return folder.resolve("plan.json");
  }

  private FrozenPlan saved() {
    FrozenPlan plan = files.freeze(CutoverSketch.plan("run-1", CutoverSketch.ORDER));
    files.save(plan, file());
    return plan;
  }
}
