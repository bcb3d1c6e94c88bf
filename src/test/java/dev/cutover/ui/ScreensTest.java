package dev.cutover.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.ConnectionFactory;
import dev.cutover.database.PgIntegrationAdmin;
import dev.cutover.kit.ConsoleWindow;
import dev.cutover.kit.CutoverPictures;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.ScriptedBackups;
import dev.cutover.kit.ScriptedConnection;
import dev.cutover.kit.ScriptedCutover;
import dev.cutover.kit.TcpProxy;
import dev.cutover.kit.TestFolder;
import dev.cutover.kit.TestQpid;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.sample.Progress;
import dev.cutover.sample.SampleData;
import dev.cutover.sample.SampleSize;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Theme;
import dev.cutover.ui.shell.Screen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Draws every screen in every look: connecting, reading for the first time, empty, with data, with
/// the database gone; and the boxes over them. The pictures are in `target/screens`, to be looked
/// at.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ScreensTest {
  private static final String DEADLOCK = "40P01";

  private static final Path PICTURES = Path.of("target", "screens");

  @ParameterizedTest
  @EnumSource(
      value = Theme.class,
      names = {"LIGHT", "DARK"})
  void everyScreenIsDrawnInEveryState(Theme theme) throws Exception {
    drawAll(theme);
  }

  @Test
  @Tag("campaign")
  void everyScreenIsDrawnInHighContrast() throws Exception {
    drawAll(Theme.CONTRAST);
  }

  private static void drawAll(Theme theme) throws Exception {
    try (PipelineFixture fixture = new PipelineFixture();
        TcpProxy proxy = new TcpProxy(URI.create(fixture.address().toUri()).getPort());
        TcpProxy broker = new TcpProxy(URI.create(TestQpid.start().url()).getPort())) {
      String database =
          fixture.address().toUri().replaceFirst("@[^/]+/", "@127.0.0.1:" + proxy.port() + "/");
      Locale language = theme == Theme.DARK ? Locale.GERMAN : Locale.ENGLISH;
      ScriptedCutover cutover = new ScriptedCutover();
      ScriptedBackups backups = new ScriptedBackups();
      try (ConsoleWindow window =
          ConsoleWindow.open(
              database,
              TestQpid.start().url(),
              Environment.Kind.LAB,
              theme,
              language,
              real -> new ScriptedConnection(real, cutover, backups))) {
        draw(window, theme, "connecting", "start");
        window.ready();
        all(window, theme, "empty");
        fill(fixture);
        window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
        window.until("data are shown", () -> !window.text("#verdict").orElse("").isEmpty());
        all(window, theme, "data");
        boxes(window, theme);
        new CutoverPictures(
                window, cutover, backups, Texts.of(language), name -> draw(window, theme, name))
            .drawAll();
        cutover.fails(new IllegalStateException("the database does not answer"));
        loading(fixture, broker, theme, language);
        proxy.away(true);
        window.press(KeyCode.F5);
        for (Screen screen : Screen.values()) {
          open(window, screen);
          window.press(KeyCode.F5);
          window.until("it is told that the data are old", () -> isTold(window));
          draw(window, theme, "broken", screen.word());
        }
      }
    }
  }

  private static void all(ConsoleWindow window, Theme theme, String state) throws Exception {
    for (Screen screen : Screen.values()) {
      open(window, screen);
      window.settled();
      draw(window, theme, state, screen.word());
      if (screen == Screen.SETTINGS) {
        tabs(window, theme, state);
      }
    }
  }

  /// Each screen while its tables are held by somebody else and the broker is silent.
  private static void loading(
      PipelineFixture fixture, TcpProxy broker, Theme theme, Locale language) throws Exception {
    String queue =
        TestQpid.start().url().replaceFirst("@[^/]+/", "@127.0.0.1:" + broker.port() + "/");
    try (Connection holder = DriverManager.getConnection(fixture.url);
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      lock(statement);
      try (ConsoleWindow window =
          ConsoleWindow.open(
                  fixture.address().toUri(), queue, Environment.Kind.LAB, theme, language)
              .ready()) {
        broker.silence(true);
        for (Screen screen : Screen.values()) {
          open(window, screen);
          window.until("it says that it reads", () -> isReading(window) || screen == Screen.QUEUES);
          draw(window, theme, "loading", screen.word());
          // What waits holds connections, of which the window has few.
          holder.rollback();
          lock(statement);
        }
        holder.rollback();
      } finally {
        broker.silence(false);
      }
    }
  }

  /// The tables are locked one after the other; whoever reads them in another order may have to
  /// give way, and it may be this one.
  private static void lock(Statement statement) throws SQLException {
    for (int attempt = 0; ; attempt++) {
      try {
        statement.execute(
            "LOCK TABLE etl_run, etl_job_queue, raw_extraction_data, integrations, statuses IN"
                + " ACCESS EXCLUSIVE MODE");
        return;
      } catch (SQLException e) {
        statement.getConnection().rollback();
        if (attempt == 5 || !DEADLOCK.equals(e.getSQLState())) {
          throw e;
        }
      }
    }
  }

  private static boolean isReading(ConsoleWindow window) {
    return window.scene().getRoot().lookupAll(".freshness-band.loading").stream()
        .anyMatch(band -> band.isVisible());
  }

  /// What comes over a screen or is behind a tab or a row.
  private static void boxes(ConsoleWindow window, Theme theme) throws Exception {
    window.press(KeyCode.CONTROL, KeyCode.K);
    draw(window, theme, "data", "palette");
    window.press(KeyCode.ESCAPE);
    window.press(KeyCode.F1);
    draw(window, theme, "data", "keys");
    window.press(KeyCode.ESCAPE);
    window.press(KeyCode.CONTROL, KeyCode.O);
    window.until(
        "the key store was asked", () -> !window.text("#connect-key-store").orElse("").isEmpty());
    window.click("#connect-add");
    draw(window, theme, "data", "connections");
    window.click("#connect-export");
    draw(window, theme, "data", "connections-export");
    window.press(KeyCode.ESCAPE);
    window.press(KeyCode.ESCAPE);
    open(window, Screen.OVERVIEW);
    window.settled();
    window.click(".explain");
    window.until("it is explained", () -> !window.text("#gap-summary").orElse("").isEmpty());
    draw(window, theme, "data", "overview-gap");
    window.press(KeyCode.ESCAPE);
    ofThePipeline(window, theme);
    open(window, Screen.RAWDATA);
    window.settled();
    window.click("#lines .table-row-cell");
    window.until("a document is shown", () -> window.scene().lookup("#tree .tree-cell") != null);
    draw(window, theme, "data", "rawdata-document");
    window.click("#export");
    draw(window, theme, "data", "rawdata-export");
    window.press(KeyCode.ESCAPE);
    open(window, Screen.QUEUES);
    window.settled();
    window.click("#topologyTab");
    window.until("it is compared", () -> !window.text("#summary").orElse("").isEmpty());
    draw(window, theme, "same", "queues-topology");
    withoutAQueue(window, theme);
    window.click("#lettersTab");
    window.settled();
    choose(window, "#groups", 0);
    choose(window, "#letters", 0);
    draw(window, theme, "data", "queues-letters");
    window.click("#depthTab");
    open(window, Screen.RUNS);
    window.settled();
    choose(window, "#runs", 1);
    draw(window, theme, "data", "runs-detail");
  }

  /// Chooses a row; a click may hit one of the empty rows below the last.
  private static void choose(ConsoleWindow window, String table, int row) {
    window.until(
        "a row is chosen",
        () -> {
          ((TableView<?>) window.scene().lookup(table)).getSelectionModel().select(row);
          return !((TableView<?>) window.scene().lookup(table)).getItems().isEmpty();
        });
    window.settled();
  }

  /// What is wanted and not there, as it is told before anything is declared.
  private static void withoutAQueue(ConsoleWindow window, Theme theme) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(TestQpid.start().url());
    try (com.rabbitmq.client.Connection connection = factory.newConnection("screens")) {
      connection.createChannel().queueDelete("etl.load.dead");
      window.until(
          "a queue is missing",
          () -> {
            if (!window.scene().lookup("#apply").isDisabled()) {
              return true;
            }
            ((ButtonBase) window.scene().lookup("#show")).fire();
            return false;
          });
      draw(window, theme, "data", "queues-topology");
      window.click("#apply");
      draw(window, theme, "data", "queues-topology-question");
      window.robot.clickOn("#confirm");
      window.until("it is there again", () -> window.scene().lookup("#apply").isDisabled());
    }
  }

  private static void ofThePipeline(ConsoleWindow window, Theme theme) throws Exception {
    open(window, Screen.PIPELINE);
    window.settled();
    window.click("#jobs .table-row-cell");
    window.settled();
    draw(window, theme, "data", "pipeline-job");
    window.click("#trigger");
    draw(window, theme, "data", "pipeline-trigger");
    window.click("#trigger-do");
    window.untilText("#bell", "1");
    // What is asked for twice is refused, and that is told.
    window.click("#trigger");
    window.click("#trigger-do");
    window.until("it is told", () -> window.scene().lookup("#toast") != null);
    window.press(KeyCode.F12);
    draw(window, theme, "data", "pipeline-toast-log");
    window.press(KeyCode.F12);
    window.click("#bell");
    draw(window, theme, "data", "notices");
    window.press(KeyCode.ESCAPE);
    window.click("#workers");
    draw(window, theme, "data", "pipeline-workers");
    window.press(KeyCode.ESCAPE);
    window.click("#retryAll");
    window.until("it is counted", () -> window.scene().lookup("#question") != null);
    draw(window, theme, "data", "pipeline-retry");
    window.press(KeyCode.ESCAPE);
  }

  private static void tabs(ConsoleWindow window, Theme theme, String state) throws Exception {
    for (String tab : List.of("mappings", "window", "keys")) {
      window.click("#tab-" + tab);
      window.settled();
      if (tab.equals("mappings")) {
        for (String kind : List.of("types", "fields", "statuses")) {
          window.click("#kind-" + kind);
          window.until("it is read", () -> !window.text("#summary").orElse("").isEmpty());
          draw(window, theme, state, "settings-" + kind);
        }
      } else {
        draw(window, theme, state, "settings-" + tab);
      }
    }
    window.click("#tab-integrations");
  }

  private static void open(ConsoleWindow window, Screen screen) {
    window.press(KeyCode.CONTROL, KeyCode.valueOf("DIGIT" + screen.key()));
  }

  /// By the band over a live screen, or in words where a page is read on request.
  private static boolean isTold(ConsoleWindow window) {
    return !window.text("#mistake").orElse("").isEmpty()
        || window.scene().getRoot().lookupAll(".freshness-band").stream()
            .anyMatch(band -> band.isVisible() && !band.getStyleClass().contains("loading"));
  }

  private static void draw(ConsoleWindow window, Theme theme, String state) {
    try {
      draw(window, theme, state, "cutover");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void draw(ConsoleWindow window, Theme theme, String state, String name)
      throws IOException {
    Path file = PICTURES.resolve(name + "-" + state + "-" + theme.word() + ".png");
    window.picture(file);
    assertThat(Files.size(file)).isGreaterThan(2_000);
  }

  /// A completed run and jobs that died, without waiting for any.
  private static void fill(PipelineFixture fixture) throws InterruptedException {
    Path samples = TestFolder.create("screen-samples");
    SampleData.write(samples, SampleSize.DEMO, 7, Progress.SILENT);
    new PgIntegrationAdmin(fixture.database("test"))
        .add(
            new IntegrationAdmin.NewIntegration(
                "Sample Company", "files", "", null, Map.of("path", samples.toString()), Map.of()));
    ScreenRows.insert(fixture);
    SettingRows.insert(fixture);
    SettingRows.schedule(fixture);
    fixture.execute(
        """
        INSERT INTO etl_dead_letter (origin, reason, headers, body)
        SELECT CASE WHEN n % 4 = 0 THEN 'etl.transform' ELSE 'etl.load' END, 'the body has ' || n || ' bytes, the limit is 1',
          '{"x-first-death-queue": "etl.load"}', convert_to('{"job": ' || n || ', "stage": "load"}', 'UTF8')
        FROM generate_series(1, 60) n
        """);
  }
}
