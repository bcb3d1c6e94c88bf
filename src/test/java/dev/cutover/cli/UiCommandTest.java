package dev.cutover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.CutoverProcess;
import dev.cutover.kit.TestFolder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The window where no window can be.
class UiCommandTest {
  @Test
  void withoutADisplayItIsSaidAndNothingIsStarted() throws Exception {
    Path home = TestFolder.create("ui-home");
    CutoverProcess ended =
        CutoverProcess.run(home, Map.of("DISPLAY", "", "WAYLAND_DISPLAY", ""), "ui");
    assertThat(ended.status()).isEqualTo(Exit.FAILED);
    assertThat(ended.err()).contains("There is no display", "Nothing was started", "use a verb");
    assertThat(home.resolve("embedded")).doesNotExist();
    TestFolder.delete(home);
  }

  @Test
  void aDisplayThatDoesNotAnswerIsNoFaultOfTheProgram() throws Exception {
    Path home = TestFolder.create("ui-home");
    CutoverProcess ended =
        CutoverProcess.run(home, Map.of("DISPLAY", ":9999", "WAYLAND_DISPLAY", ""), "ui");
    assertThat(ended.status()).isEqualTo(Exit.FAILED);
    assertThat(ended.err())
        .contains("did not let a window be opened", "Nothing was changed", "use a verb")
        .doesNotContain("fault of the program");
    assertThat(home.resolve("embedded")).doesNotExist();
    TestFolder.delete(home);
  }
}
