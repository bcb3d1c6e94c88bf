package dev.cutover.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.ConsoleWindow;
import dev.cutover.kit.FxToolkit;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.RestartablePostgres;
import dev.cutover.kit.TcpProxy;
import dev.cutover.kit.TestQpid;
import dev.cutover.ui.shell.Screen;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A server that goes away and comes back while a screen is open.
class LostServersTest {
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

  @Test
  void whatWasReadStaysGreyedAndDatedUntilTheDatabaseIsBack() throws Exception {
    try (RestartablePostgres postgres = new RestartablePostgres();
        PipelineFixture fixture = new PipelineFixture(postgres.url())) {
      ScreenRows.insert(fixture);
      try (ConsoleWindow window =
          ConsoleWindow.open(fixture.address().toUri(), TestQpid.start().url()).ready()) {
        window.untilText("#verdict", "250 records");

        postgres.stopImmediately();
        window.until("the screen is greyed", () -> isStale(window));
        window.untilText("#databaseState", "away");
        assertThat(window.text("#verdict").orElseThrow()).contains("250 records");

        postgres.startAgain();
        window.until("the screen is live again", () -> !isStale(window));
        window.untilText("#databaseState", "ms");
        assertThat(window.text("#bell").orElseThrow())
            .as("no notice for every failed read")
            .isEqualTo("Notices 0");
      }
    }
  }

  /// Nobody presses anything between the loss and the recovery but to read at once. It waits for
  /// real retries on every screen.
  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void everyScreenKeepsItsDataWhileAServerIsAwayAndRecoversByItself() throws Exception {
    try (PipelineFixture fixture = new PipelineFixture();
        TcpProxy database = new TcpProxy(URI.create(fixture.address().toUri()).getPort());
        TcpProxy broker = new TcpProxy(URI.create(TestQpid.start().url()).getPort())) {
      ScreenRows.insert(fixture);
      SettingRows.insert(fixture);
      try (ConsoleWindow window =
          ConsoleWindow.open(
                  through(fixture.address().toUri(), database),
                  through(TestQpid.start().url(), broker))
              .ready()) {
        for (Screen screen : Screen.values()) {
          window.press(KeyCode.CONTROL, KeyCode.valueOf("DIGIT" + screen.key()));
          window.settled();
          // The cutover is read from its journal, which is a file of this machine.
          if (screen != Screen.CUTOVER) {
            window.until(screen + " has data", () -> hasData(window, screen));
            loseTheDatabase(window, screen, database);
          }
        }
        loseTheBroker(window, broker);
        assertThat(window.text("#bell").orElseThrow()).isEqualTo("Notices 0");
        assertThat(FxToolkit.onFx(() -> window.scene().getRoot().lookupAll(".overlay")))
            .as("no dialog is open")
            .isEmpty();
      }
    }
  }

  private static String through(String uri, TcpProxy proxy) {
    return uri.replaceFirst("@[^/]+/", "@127.0.0.1:" + proxy.port() + "/");
  }

  private static void loseTheDatabase(ConsoleWindow window, Screen screen, TcpProxy database) {
    List<String> before = FxToolkit.onFx(() -> rows(window));
    database.away(true);
    window.press(KeyCode.F5);
    window.until(screen + " is greyed", () -> isStale(window));
    window.until(screen + " says of when its data are", () -> isDated(window));
    window.untilText("#databaseState", "away");
    assertThat(FxToolkit.onFx(() -> rows(window)))
        .as(screen + " keeps its rows")
        .hasSameSizeAs(before);

    database.away(false);
    window.until(screen + " is live again", () -> !isStale(window) && !isDated(window));
    window.untilText("#databaseState", "ms");
  }

  /// Only the queues need the broker; the other screens go on.
  private static void loseTheBroker(ConsoleWindow window, TcpProxy broker) {
    window.press(KeyCode.CONTROL, KeyCode.DIGIT4);
    window.settled();
    broker.away(true);
    window.untilText("#brokerState", "away");
    window.until("the depths are greyed", () -> isStale(window));
    window.until("the depths are dated", () -> isDated(window));
    assertThat(FxToolkit.onFx(() -> ready(window)))
        .as("the last depths stay")
        .isNotEmpty()
        .doesNotContain("?");
    for (Screen screen : Screen.values()) {
      window.press(KeyCode.CONTROL, KeyCode.valueOf("DIGIT" + screen.key()));
      window.settled();
      if (screen != Screen.QUEUES) {
        assertThat(FxToolkit.onFx(() -> isStale(window)))
            .as(screen + " does not need the broker")
            .isFalse();
      }
    }
    window.press(KeyCode.CONTROL, KeyCode.DIGIT4);
    broker.away(false);
    window.untilText("#brokerState", "ok");
    window.until("the depths are live again", () -> !isStale(window) && !isDated(window));
  }

  /// The depths come from the broker and are there before the job table was read.
  private static boolean hasData(ConsoleWindow window, Screen screen) {
    return !rows(window).isEmpty()
        && (screen != Screen.QUEUES || !readings(depths(window), "open").contains("?"));
  }

  /// The rows of all tables in sight.
  private static List<String> rows(ConsoleWindow window) {
    List<String> rows = new ArrayList<>();
    for (Node each : window.scene().getRoot().lookupAll(".table-view")) {
      if (each instanceof TableView<?> table && isSeen(table)) {
        table.getItems().forEach(row -> rows.add(String.valueOf(row)));
      }
    }
    return rows;
  }

  /// What the column of ready messages says.
  private static List<String> ready(ConsoleWindow window) {
    return readings(depths(window), "ready");
  }

  private static TableView<?> depths(ConsoleWindow window) {
    return (TableView<?>) window.scene().getRoot().lookup("#table");
  }

  private static <T> List<String> readings(TableView<T> table, String id) {
    return table.getColumns().stream()
        .filter(column -> id.equals(column.getId()))
        .flatMap(
            column -> table.getItems().stream().map(row -> String.valueOf(column.getCellData(row))))
        .toList();
  }

  private static boolean isStale(ConsoleWindow window) {
    return window.scene().getRoot().lookupAll("*").stream()
        .anyMatch(each -> each.getPseudoClassStates().contains(STALE) && isSeen(each));
  }

  private static boolean isDated(ConsoleWindow window) {
    return window.scene().getRoot().lookupAll(".label").stream()
        .filter(LostServersTest::isSeen)
        .map(each -> String.valueOf(((Labeled) each).getText()).toLowerCase(Locale.ROOT))
        .anyMatch(text -> text.contains("these data are from") || text.contains("are from"));
  }

  private static boolean isSeen(Node node) {
    Node each = node;
    while (each != null && each.isVisible()) {
      each = each.getParent();
    }
    return each == null;
  }
}
