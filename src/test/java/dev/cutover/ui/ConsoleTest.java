package dev.cutover.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.database.PgIntegrationAdmin;
import dev.cutover.job.Stage;
import dev.cutover.kit.ConsoleWindow;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestFolder;
import dev.cutover.kit.TestQpid;
import dev.cutover.kit.TestRabbit;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.sample.Progress;
import dev.cutover.sample.SampleData;
import dev.cutover.sample.SampleSize;
import java.nio.file.Path;
import java.util.Map;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The window over a real database and a real broker, by clicks and keys alone.
class ConsoleTest {
  private final PipelineFixture fixture = new PipelineFixture();
  private ConsoleWindow window;
  private Path samples;

  @BeforeEach
  void open() throws InterruptedException {
    samples = TestFolder.create("console-samples");
    SampleData.write(samples, SampleSize.DEMO, 7, Progress.SILENT);
    new PgIntegrationAdmin(fixture.database("test"))
        .add(
            new IntegrationAdmin.NewIntegration(
                "Sample Company", "files", "", null, Map.of("path", samples.toString()), Map.of()));
    window = ConsoleWindow.open(fixture.address().toUri(), TestQpid.start().url()).ready();
  }

  @AfterEach
  void close() {
    window.close();
    fixture.close();
  }

  @Test
  void aRunIsStartedAndFollowedUntilEverythingIsLoaded() {
    runUntilLoaded();
  }

  @Test
  void theSameOverRabbit() {
    window.close();
    window = ConsoleWindow.open(fixture.address().toUri(), TestRabbit.start().url()).ready();
    runUntilLoaded();
  }

  private void runUntilLoaded() {
    window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
    window.click("#workers");
    window.robot.doubleClickOn("#workers-extract").write("2\t");
    window.robot.doubleClickOn("#workers-transform").write("2\t");
    window.robot.doubleClickOn("#workers-load").write("2\t");
    window.click("#workers-do");
    window.click("#trigger");
    window.click("#trigger-integration");
    window.robot.clickOn("Sample Company \u00B7 files \u00B7 " + samples);
    window.click("#trigger-do");
    window.untilText("#run-1 .state-pill", "completed");
    window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
    window.untilText("#verdict", "Everything that was extracted is loaded");

    assertThat(fixture.number("SELECT count(*) FROM work_items")).isEqualTo(400);
  }

  @Test
  void aDeadJobIsFoundAndRetriedWithTheCountShownFirst() {
    ScreenRows.insert(fixture);
    window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
    window.untilText("#summary", "25 of 25");
    window.robot.clickOn("#jobs");
    window.robot.write("/");
    window.robot.write("state:dead run:9");
    window.untilText("#summary", "0 of 25");
    window.press(KeyCode.CONTROL, KeyCode.A);
    window.robot.write("state:dead run:2");
    window.untilText("#summary", "25 of 25");
    window.click("#retryAll");
    window.untilText("#question-title", "Retry 25 jobs?");
    window.untilText("#question-text", "25 can be retried now");
    window.robot.clickOn("#question-reason").write("mapping mended");
    window.click("#question-yes");
    window.untilText("#bell", "Notices 1");

    assertThat(
            fixture.number(
                "SELECT count(*) FROM etl_job_event WHERE to_status = 'pending' AND actor LIKE"
                    + " 'window:%' AND detail LIKE '%mapping mended%'"))
        .isEqualTo(25);
  }

  @Test
  void chosenJobsAreCancelledByKeysAfterTheirNumberWasShown() {
    fixture.jobs(Stage.LOAD, 4, 5);
    window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
    window.untilText("#summary", "4 of 4");
    window.click("#jobs .table-row-cell");
    window.press(KeyCode.SHIFT, KeyCode.DOWN);
    window.press(KeyCode.SHIFT, KeyCode.DELETE);
    window.untilText("#question-title", "Cancel 2 jobs?");
    assertThat(fixture.number("SELECT count(*) FROM etl_job_queue WHERE status = 'cancelled'"))
        .as("nothing before the answer")
        .isZero();
    window.click("#question-yes");
    window.until(
        "they are cancelled",
        () -> fixture.number("SELECT count(*) FROM etl_job_queue WHERE status = 'cancelled'") == 2);
  }

  @Test
  void aWordThatTheFilterDoesNotKnowIsTold() {
    window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
    window.robot.clickOn("#filter").write("stat:dead");
    window.untilText("#mistake", "stat:dead");
  }
}
