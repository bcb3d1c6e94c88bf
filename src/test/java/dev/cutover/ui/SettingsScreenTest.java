package dev.cutover.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.ConsoleWindow;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestQpid;
import dev.cutover.ui.fx.Theme;
import java.util.Locale;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The settings over a real database, by clicks and keys alone.
class SettingsScreenTest {
  private final PipelineFixture fixture = new PipelineFixture();
  private ConsoleWindow window;

  @AfterEach
  void close() {
    window.close();
    fixture.close();
  }

  private void open(Environment.Kind kind) throws InterruptedException {
    SettingRows.insert(fixture);
    window =
        ConsoleWindow.open(
                fixture.address().toUri(),
                TestQpid.start().url(),
                kind,
                Theme.LIGHT,
                Locale.ENGLISH)
            .ready();
    window.press(KeyCode.CONTROL, KeyCode.DIGIT7);
    window.click("#tab-mappings");
  }

  private String pointsAt(String status) {
    return fixture.text(
        "SELECT m.status_to FROM statuses s LEFT JOIN statuses_mappings m ON m.id ="
            + " s.status_mapping_id WHERE s.original_name = '"
            + status
            + "'");
  }

  @Test
  void unmappedStatusesAreMappedUntilNoneIsLeft() throws Exception {
    open(Environment.Kind.LAB);
    window.untilText("#summary", "2 statuses are unmapped, of 3");
    window.robot.clickOn("In Review");
    window.untilText("#chosen", "In Review");
    window.robot.clickOn("#to").write("Testing\t");
    window.robot.clickOn("#grade").write("Waiting\t");
    window.click("#set");
    window.untilText("#summary", "1 status is unmapped, of 3");
    window.untilText("#result", "1 value is mapped. 1 status points elsewhere now.");
    assertThat(pointsAt("In Review")).isEqualTo("Testing");

    window.click("#onlyUnmapped");
    window.robot.clickOn("Blocked");
    window.untilText("#chosen", "Blocked");
    window.click("#set");
    window.untilText("#summary", "No status is unmapped, of 3");
    window.untilText("#lines .placeholder .label", "Nothing to show.");
    assertThat(
            fixture.text(
                "SELECT string_agg(subject || '=' || becomes, ', ' ORDER BY seq) FROM"
                    + " etl_setting_event WHERE actor LIKE 'window:%'"))
        .isEqualTo("In Review=Testing (Waiting), Blocked=Testing (Waiting)");
  }

  @Test
  void severalValuesAndRemovalsAskFirstAndShowTheirCommand() throws Exception {
    open(Environment.Kind.LAB);
    window.untilText("#summary", "2 statuses are unmapped");
    window.robot.clickOn("In Review");
    window.press(KeyCode.SHIFT, KeyCode.DOWN);
    window.untilText("#chosen", "In Review, Blocked");
    window.robot.clickOn("#to").write("Testing\t");
    window.robot.clickOn("#grade").write("Sleeping\t");
    window.click("#set");
    window.untilText("#question-title", "Map 2 values to Testing?");
    window.robot.write("board of May");
    window.untilText(
        "#question .command-line",
        "cutover mapping set statuses 'In Review' Blocked --tenant acme --to Testing --category"
            + " Sleeping --approve");
    window.click("#question-yes");
    window.untilText("#result", "'Sleeping' is no category of a status.");
    assertThat(fixture.number("SELECT count(*) FROM etl_setting_event")).isZero();

    window.robot.clickOn("Done");
    window.untilText("#chosen", "Done");
    window.click("#remove");
    window.untilText("#question-text", "Done: 2 work items have no meaning there afterwards.");
    window.click("#question-yes");
    window.untilText("#summary", "3 statuses are unmapped, of 3");
    assertThat(pointsAt("Done")).isEqualTo("null");
  }

  @Test
  void aReadOnlyWindowSaysWhyNothingCanBeSet() throws Exception {
    open(Environment.Kind.PRODUCTION);
    window.untilText("#summary", "2 statuses are unmapped");
    window.robot.clickOn("In Review");
    window.untilText("#chosen", "In Review");
    window.until("it says why", () -> window.text("#whyNot").isPresent());
    assertThat(window.scene().getRoot().lookup("#set").isDisabled()).isTrue();
    assertThat(window.scene().getRoot().lookup("#remove").isDisabled()).isTrue();
    window.click("#tab-integrations");
    window.robot.clickOn("jira");
    window.until("it says why", () -> window.text("#whyNoSchedule").isPresent());
    assertThat(window.scene().getRoot().lookup("#setSchedule").isDisabled()).isTrue();
    window.click("#tab-mappings");
    window.robot.clickOn("#kind-types");
    window.untilText("#summary", "1 type is unmapped, of 1");
    window.robot.clickOn("#kind-fields");
    window.untilText("#summary", "1 field is unmapped, of 2. Looked at: the newest 2 raw issues.");
  }

  private String schedule() {
    return fixture.text(
        "SELECT coalesce((SELECT every_minutes || '/' || coalesce(retry_minutes::text, '-') FROM"
            + " etl_schedule), 'none')");
  }

  @Test
  void anIntegrationIsSwitchedOffAndOn() throws Exception {
    open(Environment.Kind.LAB);
    window.click("#tab-integrations");
    window.robot.clickOn("jira");
    window.click("#off");
    window.until(
        "it is off", () -> fixture.text("SELECT active::text FROM integrations").equals("false"));
    window.click("#on");
    window.until(
        "it is on", () -> fixture.text("SELECT active::text FROM integrations").equals("true"));
  }

  @Test
  void aScheduleIsSetReplacedAndRemoved() throws Exception {
    open(Environment.Kind.LAB);
    window.click("#tab-integrations");
    window.untilText("#whyNoSchedule", "No integration is chosen.");
    window.robot.clickOn("jira");
    window.untilText("#scheduleOf", "acme \u00B7 jira: by hand");
    window.untilText("#whyNoSchedule", "From start to start 1 to 1440 minutes");
    window.robot.clickOn("#every").write("60");
    window.robot.clickOn("#retry").write("60");
    window.untilText("#whyNoSchedule", "From start to start 1 to 1440 minutes");
    window.press(KeyCode.BACK_SPACE);
    window.click("#setSchedule");
    window.untilText("#scheduleOf", "acme \u00B7 jira: every 60 min, after a failure 6");
    assertThat(schedule()).isEqualTo("60/6");

    window.robot.clickOn("#retry");
    window.press(KeyCode.BACK_SPACE);
    window.click("#setSchedule");
    window.untilText(
        "#question-text", "acme \u00B7 jira is read every 60 min, after a failure 6 now.");
    window.untilText(
        "#question .command-line",
        "cutover integration schedule --integration "
            + fixture.integration
            + " --every 60 --approve");
    window.robot.write("less load");
    window.click("#question-yes");
    window.until("it is recorded", () -> schedule().equals("60/-"));

    window.click("#removeSchedule");
    window.click("#question-yes");
    window.untilText("#scheduleOf", "acme \u00B7 jira: by hand");
    assertThat(
            fixture.text(
                "SELECT string_agg(reason, ', ' ORDER BY seq) FROM etl_setting_event WHERE setting"
                    + " = 'schedule' AND actor LIKE 'window:%'"))
        .isEqualTo("set in the window, less load, set in the window");
    assertThat(schedule()).isEqualTo("none");
  }

  @Test
  void theKeysAreListed() throws Exception {
    open(Environment.Kind.LAB);
    window.click("#tab-keys");
    window.untilText("#keys .keys", "Ctrl+1");
  }
}
