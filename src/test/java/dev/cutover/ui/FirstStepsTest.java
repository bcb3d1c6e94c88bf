package dev.cutover.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.ConsoleWindow;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestQpid;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/// What somebody meets who opens the window for the first time, with no server and no Jira at hand.
class FirstStepsTest {

  @Test
  void sampleRecordsAreReadThroughAllStagesByOneClickAndOfferedOnlyOnce() {
    try (ConsoleWindow window = ConsoleWindow.embedded().ready()) {
      window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
      window.click("#trySamples");
      window.untilText("#run-1 .state-pill", "completed");
      assertThat(window.scene().lookup("#samples").isVisible()).isFalse();
      window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
      window.untilText("#verdict", "Everything that was extracted is loaded");
    }
  }

  @Test
  void besideRealServersNoSampleRecordsAreOffered() {
    try (PipelineFixture fixture = new PipelineFixture();
        ConsoleWindow window =
            ConsoleWindow.open(fixture.address().toUri(), TestQpid.start().url()).ready()) {
      window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
      window.untilText("#noRuns", "No run yet");
      assertThat(window.scene().lookup("#samples").isVisible()).isFalse();
    }
  }
}
