package dev.cutover.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.database.PgIntegrationAdmin;
import dev.cutover.kit.BackupPictures;
import dev.cutover.kit.ConsoleWindow;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.ScriptedBackups;
import dev.cutover.kit.ScriptedConnection;
import dev.cutover.kit.TcpProxy;
import dev.cutover.kit.TestFolder;
import dev.cutover.kit.TestQpid;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.sample.Progress;
import dev.cutover.sample.SampleData;
import dev.cutover.sample.SampleSize;
import dev.cutover.ui.fx.Theme;
import dev.cutover.ui.shell.Screen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Draws every screen in every look: connecting, empty, with data, with the database gone. The
/// pictures are in `target/screens`, to be looked at.
class ScreensTest {
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
        TcpProxy proxy = new TcpProxy(URI.create(fixture.address().toUri()).getPort())) {
      String database =
          fixture.address().toUri().replaceFirst("@[^/]+/", "@127.0.0.1:" + proxy.port() + "/");
      Locale language = theme == Theme.DARK ? Locale.GERMAN : Locale.ENGLISH;
      ScriptedBackups backups = new ScriptedBackups();
      try (ConsoleWindow window =
          ConsoleWindow.open(
              database,
              TestQpid.start().url(),
              Environment.Kind.LAB,
              theme,
              language,
              real -> new ScriptedConnection(real, backups))) {
        draw(window, theme, "connecting", "start");
        window.ready();
        all(window, theme, "empty");
        fill(fixture);
        window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
        window.until("data are shown", () -> !window.text("#verdict").orElse("").isEmpty());
        all(window, theme, "data");
        window.press(KeyCode.CONTROL, KeyCode.K);
        draw(window, theme, "data", "palette");
        window.press(KeyCode.ESCAPE);
        new BackupPictures(window, backups, name -> draw(window, theme, name)).drawAll();
        backups.fails(new IllegalStateException("the folder cannot be read"));
        proxy.close();
        proxy.cut();
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
  }
}
