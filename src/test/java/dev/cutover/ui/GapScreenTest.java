package dev.cutover.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.ConsoleWindow;
import dev.cutover.kit.FxToolkit;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestQpid;
import dev.cutover.ui.fx.Theme;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// From a gap on the overview to its causes, and on to the jobs and raw rows concerned.
class GapScreenTest {
  private final PipelineFixture fixture = new PipelineFixture();
  private ConsoleWindow window;

  private void open(Theme theme, Locale language) throws InterruptedException {
    ScreenRows.insert(fixture);
    window =
        ConsoleWindow.open(
                fixture.address().toUri(),
                TestQpid.start().url(),
                Environment.Kind.LAB,
                theme,
                language)
            .ready();
    window.until("the way is there", () -> window.scene().getRoot().lookup(".explain") != null);
  }

  @AfterEach
  void close() {
    window.close();
    fixture.close();
  }

  @Test
  void theCausesLeadToTheirJobsAndRows() throws Exception {
    open(Theme.LIGHT, Locale.ENGLISH);
    window.click(".explain");
    window.untilText("#gap-summary", "250 records are not loaded");
    window.picture(Path.of("target/pictures/gap-light.png"));
    window.click("#gap-raw-0");
    window.untilText("#summary", "of 223");
    assertThat(
            FxToolkit.onFx(
                () -> ((ComboBox<?>) window.scene().lookup("#state")).getValue().toString()))
        .contains("pending");

    window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
    window.click("#lines .table-row-cell");
    window.press(KeyCode.ENTER);
    window.untilText("#gap-summary", "250 records");
    window.click("#gap-jobs-2");
    window.untilText("#summary", "25 of 25");
    assertThat(window.text("#filter").orElseThrow())
        .isEqualTo("state:dead tenant:acme entity:jira_issues");
  }

  @Test
  void theCausesAreToldInGermanAndDrawnInTheDark() throws Exception {
    open(Theme.DARK, Locale.GERMAN);
    window.click(".explain");
    window.untilText("#gap-summary", "250 Datensätze sind nicht geladen");
    window.picture(Path.of("target/pictures/gap-dark.png"));
    window.press(KeyCode.ESCAPE);
    window.until("the box is gone", () -> window.scene().lookup("#gap-box") == null);
  }
}
