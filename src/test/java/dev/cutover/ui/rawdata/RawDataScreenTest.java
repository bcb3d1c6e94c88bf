package dev.cutover.ui.rawdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.ConsoleWindow;
import dev.cutover.kit.FxToolkit;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.RawTable;
import dev.cutover.kit.TestFolder;
import dev.cutover.kit.TestQpid;
import dev.cutover.rawdata.JsonOutline;
import dev.cutover.rawdata.RandomJson;
import dev.cutover.rawdata.RawLine;
import dev.cutover.ui.Environment;
import dev.cutover.ui.fx.Theme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The raw-data screen over a real database, by clicks and keys.
class RawDataScreenTest {
  private static final String ISSUE =
      """
      {"id":"%1$d","key":"OPS-%1$d","fields":{"summary":"Pump %1$d is loud","status":{"name":"%2$s","id":"3"},
      "labels":["plant","night"],"points":1.50,"big":9007199254740993},"changelog":{"histories":[]}}\
      """;

  private final PipelineFixture fixture = new PipelineFixture();
  private final RawTable table = new RawTable(fixture);
  private ConsoleWindow window;

  @BeforeEach
  void open() throws InterruptedException {
    table.many(450);
    for (int i = 1; i <= 6; i++) {
      table
          .row("" + i, ISSUE.formatted(i, i == 4 ? "Blocked" : "Open"))
          .status(i == 4 ? "failed" : "loaded")
          .store();
    }
    table.row("4", ISSUE.formatted(4, "Done")).status("loaded").store();
    fixture.execute(
        "UPDATE raw_extraction_data SET error_details = '{\"what\":\"priority Blocker+ is not in"
            + " the map\"}' WHERE processing_status = 'failed'");
    window = open(Theme.LIGHT, Locale.ENGLISH);
  }

  private ConsoleWindow open(Theme theme, Locale language) throws InterruptedException {
    ConsoleWindow made =
        ConsoleWindow.open(
                fixture.address().toUri(),
                TestQpid.start().url(),
                Environment.Kind.LAB,
                theme,
                language)
            .ready();
    made.press(KeyCode.CONTROL, KeyCode.DIGIT3);
    return made;
  }

  @AfterEach
  void close() {
    window.close();
    fixture.close();
  }

  @SuppressWarnings("unchecked")
  private List<String> records() {
    return FxToolkit.onFx(
        () ->
            ((TableView<RawLine>) window.scene().lookup("#lines"))
                .getItems().stream().map(RawLine::name).toList());
  }

  private void untilRecords(String... names) {
    window.until(
        "the rows are " + List.of(names),
        () -> {
          TableView<?> lines = (TableView<?>) window.scene().lookup("#lines");
          return lines != null
              && lines.getItems().stream()
                  .map(line -> ((RawLine) line).name())
                  .toList()
                  .equals(List.of(names));
        });
  }

  private void untilFirst(String name) {
    window.until(
        "the first row is " + name,
        () -> {
          TableView<?> lines = (TableView<?>) window.scene().lookup("#lines");
          return ((RawLine) lines.getItems().getFirst()).name().equals(name);
        });
  }

  private void search(String words) {
    window.press(KeyCode.ESCAPE);
    FxToolkit.onFx(
        () -> {
          window.scene().lookup("#search").requestFocus();
          return null;
        });
    window.press(KeyCode.CONTROL, KeyCode.A);
    window.robot.write(words);
    window.press(KeyCode.ENTER);
  }

  private void choose(int row) {
    FxToolkit.onFx(
        () -> {
          TableView<?> lines = (TableView<?>) window.scene().lookup("#lines");
          lines.requestFocus();
          lines.getSelectionModel().clearAndSelect(row);
          return null;
        });
  }

  @Test
  void aRecordIsSearchedOpenedAndItsValueFilteredOn() {
    window.untilText("#summary", "200 of 457");
    search("pump 4");
    untilRecords("4", "4");
    choose(1);
    window.untilText("#title", "4");
    window.untilText("#problem", "Blocker+");
    window.until(
        "the tree is there",
        () -> ((TreeView<?>) window.scene().lookup("#tree")).getExpandedItemCount() == 4);
    FxToolkit.onFx(
        () -> {
          @SuppressWarnings("unchecked")
          TreeView<JsonOutline.Node> tree =
              (TreeView<JsonOutline.Node>) window.scene().lookup("#tree");
          var fields = tree.getRoot().getChildren().get(2);
          fields.setExpanded(true);
          var status = fields.getChildren().get(1);
          status.setExpanded(true);
          tree.getSelectionModel().select(status.getChildren().getFirst());
          return null;
        });
    window.untilText("#path", "$.fields.status.name");
    window.picture(Path.of("target/pictures/rawdata-tree-light.png"));
    window.click("#copyPath");
    assertThat(FxToolkit.onFx(() -> Clipboard.getSystemClipboard().getString()))
        .isEqualTo("$.fields.status.name");
    window.click("#filterOn");
    untilRecords("4");
    assertThat(window.text("#search")).contains("$.fields.status.name ? (@ == \"Blocked\")");
    search("$.fields[");
    window.untilText("#mistake", "was not understood");
  }

  @Test
  void twelveMegabytesAreOpenedStepByStep() {
    table.row("big", new String(RandomJson.big(12 << 20), StandardCharsets.UTF_8)).store();
    window.click("#record");
    window.robot.write("big\n");
    untilRecords("big");
    choose(0);
    window.untilText("#facts", "bytes");
    FxToolkit.onFx(
        () -> {
          @SuppressWarnings("unchecked")
          TreeView<JsonOutline.Node> tree =
              (TreeView<JsonOutline.Node>) window.scene().lookup("#tree");
          var histories = tree.getRoot().getChildren().get(1).getChildren().getFirst();
          histories.getParent().setExpanded(true);
          histories.setExpanded(true);
          var range = histories.getChildren().getLast();
          range.setExpanded(true);
          tree.getSelectionModel().select(range.getChildren().getLast());
          tree.scrollTo(tree.getSelectionModel().getSelectedIndex());
          return null;
        });
    assertThat(window.text("#path").orElseThrow())
        .matches("\\$\\.changelog\\.histories(\\[\\d+])?");
    window.picture(Path.of("target/pictures/rawdata-big-light.png"));
  }

  @Test
  void pagesAreTurnedByKeys() {
    window.untilText("#summary", "200 of 457");
    assertThat(records()).hasSize(200).startsWith("4", "6", "5").endsWith("r257");
    choose(199);
    window.press(KeyCode.DOWN);
    untilFirst("r256");
    choose(0);
    window.press(KeyCode.UP);
    untilFirst("4");
    window.click("#last");
    untilFirst("r199");
    assertThat(records()).endsWith("r0");
    window.click("#jump");
    window.robot.write("2025-01-01 00:01\n");
    untilFirst("r60");
  }

  @Test
  void versionsAreComparedAndTheTextIsShown() {
    search("pump 4");
    untilRecords("4", "4");
    choose(0);
    window.until(
        "the text is laid out",
        () -> {
          ListView<?> text = (ListView<?>) window.scene().lookup("#text");
          return text != null || window.scene().lookup("#title") != null;
        });
    window.untilText("#title", "4");
    window.press(KeyCode.CONTROL, KeyCode.D);
    window.untilText("#diffSummary", "Version 1 → 2: one change");
    assertThat(
            FxToolkit.onFx(
                () -> ((ListView<?>) window.scene().lookup("#diff")).getItems().toString()))
        .contains("~ $.fields.status.name \"Blocked\" -> \"Done\"");
    window.picture(Path.of("target/pictures/rawdata-diff-light.png"));
    window.click("#withLoaded");
    window.untilText("#diffSummary", "business rows");
    window.picture(Path.of("target/pictures/rawdata-loaded-light.png"));
  }

  @Test
  void failedRowsAreReQueuedAfterTheCountWasShown() {
    window.untilText("#summary", "of 457");
    search("pump 3");
    untilRecords("3");
    choose(0);
    window.press(KeyCode.R);
    window.untilText("#question-title", "Re-queue one raw row");
    window.robot.write("mapping mended");
    window.picture(Path.of("target/pictures/rawdata-question-light.png"));
    window.click("#question-yes");
    window.until(
        "the job is there",
        () ->
            fixture.number("SELECT count(*) FROM etl_job_queue WHERE job_type = 'transform'") == 1);
    assertThat(fixture.text("SELECT detail FROM etl_raw_event")).isEqualTo("mapping mended");
  }

  @Test
  void allThatMatchAreSkippedAfterTheCountWasShown() {
    window.untilText("#summary", "of 457");
    search("pump 4");
    untilRecords("4", "4");
    window.click("#skipAll");
    // Only the version that failed is for it; the newer one is loaded.
    window.untilText("#question-yes", "Skip 1");
    window.robot.write("not ours");
    window.click("#question-yes");
    window.until(
        "it is skipped",
        () ->
            fixture.number(
                    "SELECT count(*) FROM raw_extraction_data WHERE processing_status = 'skipped'")
                == 1);
  }

  @Test
  void whatMatchesIsExported() throws Exception {
    Path folder = TestFolder.create("raw-export");
    search("pump");
    window.untilText("#summary", "7 of 7");
    window.click("#export");
    window.press(KeyCode.CONTROL, KeyCode.A);
    window.robot.write(folder.resolve("x.ndjson").toString());
    window.click("#export-form");
    window.press(KeyCode.DOWN);
    window.press(KeyCode.ENTER);
    window.picture(Path.of("target/pictures/rawdata-export-light.png"));
    window.click("#export-do");
    window.until("the file is there", () -> Files.exists(folder.resolve("x.ndjson")));
    assertThat(Files.readAllLines(folder.resolve("x.ndjson")))
        .hasSize(7)
        .allMatch(line -> line.contains("9007199254740993") && line.contains("1.50"));
  }

  @Test
  void theScreenSpeaksGermanAndIsDrawnInTheDark() throws Exception {
    window.close();
    window = open(Theme.DARK, Locale.GERMAN);
    window.untilText("#summary", "Zeilen");
    search("pump");
    untilRecords("4", "6", "5", "4", "3", "2", "1");
    choose(3);
    window.untilText("#title", "4");
    window.untilText("#problem", "Blocker+");
    window.picture(Path.of("target/pictures/rawdata-dark.png"));
  }
}
