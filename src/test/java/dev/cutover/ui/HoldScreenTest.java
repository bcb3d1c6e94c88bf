package dev.cutover.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.ConsoleWindow;
import dev.cutover.kit.FxToolkit;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestQpid;
import dev.cutover.ui.fx.Theme;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Pausing, resuming and redriving by clicks, and why a grey button is grey.
class HoldScreenTest {
  private final PipelineFixture fixture = new PipelineFixture();
  private ConsoleWindow window;

  @BeforeEach
  void rows() {
    ScreenRows.insert(fixture);
  }

  private void open(Environment.Kind kind, Theme theme, Locale language) throws Exception {
    window =
        ConsoleWindow.open(fixture.address().toUri(), TestQpid.start().url(), kind, theme, language)
            .ready();
    window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
  }

  @AfterEach
  void close() {
    window.close();
    fixture.close();
  }

  @Test
  void anIntegrationIsPausedOnItsCardAndResumedInTheSettings() throws Exception {
    open(Environment.Kind.LAB, Theme.LIGHT, Locale.ENGLISH);
    window.click("#hold-2");
    window.untilText("#question-title", "Pause acme");
    window.robot.clickOn("#question-reason").write("license ran out");
    window.click("#question-yes");
    window.untilText("#run-2 .held", "license ran out");
    window.untilText("#hold-2", "Resume");
    assertThat(fixture.text("SELECT act || ' ' || reason FROM etl_integration_event"))
        .isEqualTo("paused license ran out");
    window.picture(Path.of("target/pictures/paused-light.png"));

    window.press(KeyCode.CONTROL, KeyCode.DIGIT7);
    window.click("#integrations .table-row-cell .table-cell");
    window.untilText("#hold", "Resume");
    window.picture(Path.of("target/pictures/paused-settings-light.png"));
    window.click("#hold");
    window.untilText("#question-title", "Resume acme");
    window.click("#question-yes");
    window.untilText("#hold", "Pause");
    assertThat(fixture.number("SELECT count(*) FROM etl_integration_pause WHERE held_by IS NULL"))
        .isEqualTo(1);
  }

  @Test
  void theDeadJobsOfARunGoBackToWorkAfterTheirNumberWasShown() throws Exception {
    open(Environment.Kind.LAB, Theme.DARK, Locale.GERMAN);
    window.click("#redrive-2");
    window.untilText("#question-title", "25 Jobs");
    window.picture(Path.of("target/pictures/redrive-dark.png"));
    assertThat(
            FxToolkit.onFx(
                () ->
                    window.scene().getRoot().lookupAll(".command-line").stream()
                        .map(Object::toString)
                        .toList()))
        .anyMatch(line -> line.contains("jobs retry --state cancelled,dead --run 2 --approve"));
    window.press(KeyCode.ESCAPE);
    window.press(KeyCode.CONTROL, KeyCode.DIGIT5);
    window.click("#runs .table-row-cell .table-cell");
    window.click("#redrive");
    window.untilText("#question-title", "25 Jobs");
    window.click("#question-yes");
    window.until(
        "they are back",
        () -> fixture.number("SELECT count(*) FROM etl_job_queue WHERE status = 'dead'") == 0);
    window.picture(Path.of("target/pictures/runs-dark.png"));
  }

  @Test
  void aGreyButtonSaysWhy() throws Exception {
    open(Environment.Kind.LAB, Theme.LIGHT, Locale.ENGLISH);
    window.untilText("#summary", "25 of 25");
    window.robot.moveTo("#retry");
    untilTold("Choose jobs in the table first.");
    assertThat(FxToolkit.onFx(() -> window.scene().lookup("#retry").getAccessibleHelp()))
        .isEqualTo("Choose jobs in the table first.");
    window.robot.moveTo("#summary");
    window.until("nothing is told", () -> tips().findFirst().isEmpty());
  }

  @Test
  void aLockedWindowSaysHowToUnlock() throws Exception {
    open(Environment.Kind.PRODUCTION, Theme.DARK, Locale.ENGLISH);
    window.robot.moveTo("#trigger");
    untilTold("Unlock it (Ctrl+L)");
    window.picture(Path.of("target/pictures/locked-dark.png"));
    window.press(KeyCode.CONTROL, KeyCode.DIGIT3);
    window.robot.moveTo("#requeue");
    untilTold("Unlock it (Ctrl+L)");
    window.press(KeyCode.CONTROL, KeyCode.DIGIT4);
    window.click("#topologyTab");
    window.robot.moveTo("#apply");
    untilTold("Unlock it (Ctrl+L)");
    window.press(KeyCode.CONTROL, KeyCode.DIGIT7);
    window.robot.moveTo("#off");
    untilTold("Unlock it (Ctrl+L)");
  }

  private static java.util.stream.Stream<Tooltip> tips() {
    return Window.getWindows().stream()
        .filter(Tooltip.class::isInstance)
        .map(Tooltip.class::cast)
        .filter(Window::isShowing);
  }

  private void untilTold(String words) {
    window.until(
        "a tooltip says " + words, () -> tips().anyMatch(tip -> tip.getText().contains(words)));
  }
}
