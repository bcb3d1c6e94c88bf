package dev.cutover.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.database.PgIntegrationAdmin;
import dev.cutover.kit.ConsoleWindow;
import dev.cutover.kit.FxToolkit;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.SmallPng;
import dev.cutover.kit.TestFolder;
import dev.cutover.kit.TestQpid;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.sample.Progress;
import dev.cutover.sample.SampleData;
import dev.cutover.sample.SampleSize;
import dev.cutover.ui.fx.Theme;
import dev.cutover.ui.queues.DepthSpan;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The pictures of README and operator pages: the real window after the sample data went through
/// the whole pipeline, beside a tenant where something went wrong. Drawn anew by `mvn -q test
/// -Dcampaign -Dtest=PicturesTest -Dpictures=docs/pictures`.
@Tag("campaign")
class PicturesTest {
  private static final long MOST_BYTES = 150_000;
  private static final Path FOLDER = Path.of(System.getProperty("pictures", "target/doc-pictures"));

  @ParameterizedTest
  @EnumSource(
      value = Theme.class,
      names = {"LIGHT", "DARK"})
  void theScreensAreDrawnWithData(Theme theme) throws Exception {
    Path samples = TestFolder.create("picture-samples");
    SampleData.write(samples, SampleSize.DEMO, 7, Progress.SILENT);
    try (PipelineFixture fixture = new PipelineFixture()) {
      ScreenRows.insert(fixture);
      SettingRows.insert(fixture);
      new PgIntegrationAdmin(fixture.database("test"))
          .add(
              new IntegrationAdmin.NewIntegration(
                  "Sample Company",
                  "files",
                  "",
                  null,
                  Map.of("path", samples.toString()),
                  Map.of()));
      try (ConsoleWindow window =
          ConsoleWindow.open(
                  fixture.address().toUri(),
                  TestQpid.start().url(),
                  Environment.Kind.LAB,
                  theme,
                  Locale.ENGLISH)
              .ready()) {
        load(window, samples);
        draw(window, theme);
      }
    }
  }

  /// Everything of the sample, by the workers of this window.
  private static void load(ConsoleWindow window, Path samples) {
    window.press(KeyCode.CONTROL, KeyCode.DIGIT4);
    window.settled();
    window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
    window.click("#workers");
    for (String stage : new String[] {"extract", "transform", "load"}) {
      window.robot.doubleClickOn("#workers-" + stage).write("2\t");
    }
    window.click("#workers-do");
    window.click("#trigger");
    window.click("#trigger-integration");
    window.robot.clickOn("Sample Company \u00B7 files \u00B7 " + samples);
    window.click("#trigger-do");
    window.untilText("#run-3 .state-pill", "completed");
  }

  private static void draw(ConsoleWindow window, Theme theme) throws Exception {
    window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
    window.untilText("#verdict", "records");
    window.settled();
    save(window, theme, "overview");
    window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
    window.robot.clickOn("#filter").write("state:dead");
    window.untilText("#summary", "25 of");
    window.click("#jobs .table-row-cell");
    window.settled();
    save(window, theme, "pipeline");
    window.press(KeyCode.CONTROL, KeyCode.DIGIT3);
    window.settled();
    window.robot.clickOn("#search").write("$.fields.status.name ? (@ == \"QA\")");
    window.press(KeyCode.ENTER);
    window.settled();
    window.click("#lines .table-row-cell");
    window.until("a document is shown", () -> window.scene().lookup("#tree .tree-cell") != null);
    window.settled();
    save(window, theme, "rawdata");
    window.press(KeyCode.CONTROL, KeyCode.DIGIT4);
    window.settled();
    FxToolkit.onFx(
        () -> {
          @SuppressWarnings("unchecked")
          ComboBox<DepthSpan> spans = (ComboBox<DepthSpan>) window.scene().lookup("#spans");
          spans.setValue(DepthSpan.QUARTER_HOUR);
          return true;
        });
    window.settled();
    save(window, theme, "queues");
    window.press(KeyCode.CONTROL, KeyCode.DIGIT7);
    window.click("#tab-mappings");
    window.until("it is read", () -> !window.text("#summary").orElse("").isEmpty());
    FxToolkit.onFx(
        () -> {
          ComboBox<?> tenants = (ComboBox<?>) window.scene().lookup("#tenant");
          tenants.getSelectionModel().selectFirst();
          return true;
        });
    window.untilText("#summary", "of 3");
    save(window, theme, "mappings");
  }

  private static void save(ConsoleWindow window, Theme theme, String name) throws Exception {
    Path drawn = window.picture(Path.of("target", "doc-pictures-full", name + ".png"));
    Path file = FOLDER.resolve(name + "-" + theme.word() + ".png");
    assertThat(SmallPng.write(drawn, file)).as(file.toString()).isBetween(5_000L, MOST_BYTES);
  }
}
