package dev.cutover.ui.rawdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.boot.Home;
import dev.cutover.boot.Session;
import dev.cutover.boot.SnapshotOpening;
import dev.cutover.boot.Snapshots;
import dev.cutover.boot.Target;
import dev.cutover.job.Progress;
import dev.cutover.kit.FixedRows;
import dev.cutover.kit.FxToolkit;
import dev.cutover.kit.TestFolder;
import dev.cutover.monitor.LogTail;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.secret.KnownSecrets;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Theme;
import dev.cutover.ui.fx.Times;
import dev.cutover.ui.fx.Views;
import dev.cutover.ui.fx.WindowChoices;
import dev.cutover.ui.shell.Console;
import dev.cutover.ui.shell.SnapshotWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A window on a snapshot, with no server anywhere.
class SnapshotWindowTest {
  private static final Path PICTURES = Path.of("target", "screens");

  private final Path folder = TestFolder.create("snapshot-window");
  private final Home home = Home.of(Map.of("CUTOVER_HOME", folder.toString()), "Linux", "/");
  private final Path file = folder.resolve("plant.cutover.sqlite");
  private SnapshotWindow window;
  private Stage stage;

  private void write(Set<dev.cutover.rawdata.Masking.Kind> masked) {
    write(40, masked);
  }

  private void write(int rows, Set<dev.cutover.rawdata.Masking.Kind> masked) {
    try (Session session =
        new Session(
            new Target("test", "postgresql://nobody@127.0.0.1:1/x", "amqp://127.0.0.1:1"),
            home,
            new KnownSecrets(),
            Map.of())) {
      Snapshots.of(session)
          .write(new FixedRows(rows), RawQuery.EVERYTHING, "", masked, file, Progress.SILENT);
    }
  }

  private void open(Theme theme, Locale language) {
    FxToolkit.start();
    Console.Settings settings =
        new Console.Settings(
            "test",
            new Views(Texts.of(language)),
            new Times(ZoneId.of("UTC")),
            WindowChoices.forOnce(Optional.of(theme)),
            true,
            InstantSource.system(),
            LogTail.EMPTY,
            Map.of());
    window =
        FxToolkit.onFx(
            () -> new SnapshotWindow(settings, new SnapshotOpening(home), _ -> {}, () -> {}));
    stage =
        FxToolkit.onFx(
            () -> {
              Stage made = new Stage();
              made.setScene(window.scene());
              made.setWidth(1280);
              made.setHeight(860);
              made.show();
              window.open(file);
              return made;
            });
  }

  @AfterEach
  void close() {
    FxToolkit.onFx(
        () -> {
          window.close();
          stage.hide();
          return null;
        });
    TestFolder.delete(folder);
  }

  private void until(String what, Callable<Boolean> holds) {
    Awaitility.await(what)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> FxToolkit.onFx(holds));
  }

  private String text(String selector) {
    return FxToolkit.onFx(
        () -> window.scene().lookup(selector) instanceof Labeled label ? label.getText() : "");
  }

  @SuppressWarnings("unchecked")
  private TableView<RawLine> table() {
    return (TableView<RawLine>) window.scene().lookup("#lines");
  }

  private boolean isBlocked(String selector) {
    return FxToolkit.onFx(
        () -> {
          Node button = window.scene().lookup(selector);
          return button.isDisabled()
              && String.valueOf(button.getAccessibleHelp()).contains("needs the database");
        });
  }

  @Test
  void itsRowsAreShownAndWhatNeedsAServerSaysSo() {
    write(Set.of());
    open(Theme.LIGHT, Locale.ENGLISH);
    until("rows are shown", () -> table() != null && table().getItems().size() == 40);
    until("it is proved", () -> text("#snapshot-banner").contains("sha256 ok"));
    assertThat(text("#snapshot-banner")).contains("Offline: snapshot of made up", "40 records");
    assertThat(isBlocked("#requeue")).isTrue();
    assertThat(isBlocked("#skipAll")).isTrue();
    FxToolkit.onFx(
        () -> {
          table().getSelectionModel().select(3);
          return null;
        });
    until(
        "the document is shown",
        () ->
            window.scene().lookup("#tree") instanceof javafx.scene.control.TreeView<?> tree
                && tree.getRoot() != null);
    FxToolkit.picture(window.scene(), PICTURES.resolve("snapshot-light.png"));
    FxToolkit.onFx(
        () -> {
          ((TextField) window.scene().lookup("#search")).setText("word3");
          window.scene().lookup("#find").fireEvent(new javafx.event.ActionEvent());
          return null;
        });
    until("hits are shown", () -> table().getItems().size() == 6);
  }

  /// A search over all documents says how far it is, and the button ends it with what it found.
  @ParameterizedTest
  @EnumSource(
      value = Theme.class,
      names = {"LIGHT", "DARK"})
  void aLongSearchIsWatchedAndStopped(Theme theme) {
    boolean german = theme == Theme.DARK;
    String far =
        german ? "[\\d.]+ von 100.000 Zeilen durchsucht.*" : "Searched [\\d,]+ of 100,000 rows.*";
    write(100_000, Set.of());
    open(theme, german ? Locale.GERMAN : Locale.ENGLISH);
    until("rows are shown", () -> table() != null && table().getItems().size() == 200);
    FxToolkit.onFx(
        () -> {
          ((TextField) window.scene().lookup("#search")).setText("$.list[*] == \"nothing\"");
          window.scene().lookup("#find").fireEvent(new javafx.event.ActionEvent());
          return null;
        });
    until(
        "it says how far it is, and is stopped",
        () -> {
          boolean isWatched =
              window.scene().lookup("#searched") instanceof Labeled searched
                  && searched.isVisible()
                  && searched.getText().matches(far);
          if (isWatched) {
            FxToolkit.picture(
                window.scene(), PICTURES.resolve("snapshot-search-" + theme.word() + ".png"));
            ((Button) window.scene().lookup("#stopSearch")).fire();
          }
          return isWatched;
        });
    until(
        "it tells what it looked at",
        () -> text("#summary").contains(german ? "\u00c4lter" : "Older goes on"));
    assertThat(FxToolkit.onFx(() -> window.scene().lookup("#stopSearch").isVisible())).isFalse();
  }

  @Test
  void aDamagedSnapshotIsToldInTheBannerAndItsRestIsShown() throws Exception {
    write(Set.of());
    byte[] bytes = Files.readAllBytes(file);
    byte[] wanted = "\"word5\"".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length - wanted.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        bytes[i + 1] = 'W';
      }
    }
    Files.write(file, bytes);
    open(Theme.DARK, Locale.GERMAN);
    until("rows are shown", () -> table() != null && table().getItems().size() == 40);
    until("it is looked at", () -> !text("#snapshot-banner").contains("wird gepr"));
    assertThat(text("#snapshot-banner")).contains("BESCH\u00c4DIGT: 34 S\u00e4tze heil, 6 nicht");
    FxToolkit.picture(window.scene(), PICTURES.resolve("snapshot-damaged-dark.png"));
  }

  @Test
  void aForeignFileIsToldInWords() throws Exception {
    Files.writeString(file, "no snapshot");
    open(Theme.LIGHT, Locale.ENGLISH);
    until("it is told", () -> text("#snapshot-problem").contains("is not a snapshot"));
    FxToolkit.picture(window.scene(), PICTURES.resolve("snapshot-foreign-light.png"));
  }
}
