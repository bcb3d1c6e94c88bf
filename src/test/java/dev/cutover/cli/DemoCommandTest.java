package dev.cutover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.CutoverProcess;
import dev.cutover.kit.TestFolder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The two commands of the read-me, as a person runs them.
class DemoCommandTest {
  private final Path home = TestFolder.create("cutover-demo");

  @AfterEach
  void removeTheHome() {
    TestFolder.delete(home);
  }

  @Test
  @Tag("campaign")
  void theWholeCutoverEndsCommittedWithEveryRecordLoadedAndNoRowMissing() throws Exception {
    CutoverProcess demo = CutoverProcess.run(home, Map.of(), "demo", "--headless");

    assertThat(demo.status()).as(demo.out() + demo.err()).isZero();
    assertThat(demo.out()).contains(": committed", "OK: gap 0", "missing: 0.", "Report: " + home);
    assertThat(CutoverProcess.run(home, Map.of(), "report").out()).contains("switch");
  }

  @Test
  @Tag("campaign")
  void afterTheWayBackTheOldServiceWritesAgainAndNothingElseMoved() throws Exception {
    CutoverProcess demo =
        CutoverProcess.run(home, Map.of(), "demo", "--headless", "--then", "rollback");

    assertThat(demo.status()).as(demo.out() + demo.err()).isZero();
    assertThat(demo.out())
        .contains(
            ": undone",
            "The old service runs and writes again",
            "tables that nobody writes are as they were at the freeze",
            "missing: 0.");
  }

  @Test
  void whatIsNotUnderstoodIsRefusedBeforeAnythingIsMade() throws Exception {
    assertThat(CutoverProcess.run(home, Map.of(), "demo", "--then", "forward").err())
        .contains("for --headless");
    assertThat(CutoverProcess.run(home, Map.of(), "demo", "--headless", "--then", "forward").err())
        .contains("--then is rollback, not 'forward'");
    assertThat(
            CutoverProcess.run(home, Map.of(), "demo", "--headless", "--until", "lunch").status())
        .isEqualTo(2);
    assertThat(CutoverProcess.run(home, Map.of(), "demo", "--until", "move").err())
        .contains("for --headless");
    CutoverProcess dark =
        CutoverProcess.run(home, Map.of("DISPLAY", "", "WAYLAND_DISPLAY", ""), "demo");
    assertThat(dark.status()).isEqualTo(1);
    assertThat(dark.err()).contains("There is no display", "Nothing was started");
    assertThat(home.resolve("data").resolve("demo")).doesNotExist();
  }
}
