package dev.cutover.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.ConsoleWindow;
import dev.cutover.kit.FxToolkit;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestQpid;
import dev.cutover.monitor.LogTail;
import dev.cutover.ui.fx.Theme;
import java.time.Instant;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the frame offers on every screen, by keys alone where there is a key.
class FrameTest {
  private final PipelineFixture fixture = new PipelineFixture();
  private ConsoleWindow window;

  private void open(Environment.Kind kind) throws InterruptedException {
    ScreenRows.insert(fixture);
    window =
        ConsoleWindow.open(
                fixture.address().toUri(),
                TestQpid.start().url(),
                kind,
                Theme.LIGHT,
                Locale.ENGLISH)
            .ready();
    window.untilText("#verdict", "250 records");
  }

  @AfterEach
  void close() {
    window.close();
    fixture.close();
  }

  private Node find(String selector) {
    return window.scene().getRoot().lookup(selector);
  }

  private boolean has(String selector) {
    return FxToolkit.onFx(() -> find(selector) != null);
  }

  @Test
  void aCommandIsFoundInThePaletteAndCarriedOut() throws Exception {
    open(Environment.Kind.LAB);
    window.press(KeyCode.CONTROL, KeyCode.K);
    window.until("the palette is open", () -> find("#palette") != null);
    window.robot.write("runs");
    window.press(KeyCode.ENTER);
    window.until("the screen is in front", () -> window.front().equals("runs"));
    assertThat(has("#palette")).isFalse();

    window.press(KeyCode.CONTROL, KeyCode.K);
    window.robot.write("look: dark");
    window.press(KeyCode.ENTER);
    window.until(
        "the window is dark",
        () -> window.scene().getUserAgentStylesheet().contains("primer-dark"));

    window.press(KeyCode.CONTROL, KeyCode.K);
    window.robot.write("open snap");
    window.press(KeyCode.ENTER);
    window.until("a file is asked for", () -> window.snapshotsAsked.get() == 1);
  }

  @Test
  void theKeySheetTheNoticesAndTheLogAreOpenedAndClosedByKeys() throws Exception {
    open(Environment.Kind.LAB);
    window.press(KeyCode.F1);
    window.until("the keys are shown", () -> find("#key-sheet") != null);
    window.press(KeyCode.ESCAPE);
    window.until("they are gone", () -> find("#key-sheet") == null);
    window.robot.write("?");
    window.until("the keys are shown", () -> find("#key-sheet") != null);
    window.press(KeyCode.ESCAPE);

    Instant now = Instant.parse("2026-11-24T20:00:00Z");
    window.logged.add(new LogTail.Line(1, now, "INFO", "Workers", "run 12 began"));
    window.logged.add(new LogTail.Line(2, now, "WARN", "Broker", "run 12 waits for its source"));
    window.logged.add(new LogTail.Line(3, now, "ERROR", "Broker", "run 13 failed"));
    window.press(KeyCode.F12);
    window.until("all lines are there", () -> log().getItems().size() == 3);
    FxToolkit.onFx(
        () -> {
          ((ComboBox<?>) find("#logLevel")).getSelectionModel().select(2);
          return true;
        });
    window.until("warnings and errors", () -> log().getItems().size() == 2);
    window.robot.clickOn("#logFilter").write("run 13");
    window.until("that run", () -> log().getItems().size() == 1);
    window.press(KeyCode.F12);
    window.until("the log is closed", () -> !find("#logPane").isVisible());
  }

  /// A list would keep Esc for itself.
  @Test
  void aBoxIsClosedByEscapeFromInsideItsListAndOneAtATime() throws Exception {
    open(Environment.Kind.LAB);
    window.press(KeyCode.CONTROL, KeyCode.O);
    window.click("#connect-export");
    window.until("the box over it is there", () -> find("#transfer") != null);
    window.press(KeyCode.ESCAPE);
    window.until("that one is gone", () -> find("#transfer") == null);
    window.until("the list has the focus", () -> owner().equals("connect-names"));
    window.press(KeyCode.ESCAPE);
    window.until("the profiles are gone", () -> find("#connect-box") == null);
  }

  private ListView<?> log() {
    return (ListView<?>) find("#log");
  }

  @Test
  void timesAreUtcOrLocalEverywhereAtOnce() throws Exception {
    open(Environment.Kind.LAB);
    window.untilText("#clock", "UTC");
    window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.U);
    window.untilText("#clock", ConsoleWindow.ZONE.getId());
    window.untilText("#dataAge", "Data of ");
    window.press(KeyCode.CONTROL, KeyCode.DIGIT7);
    window.click("#tab-window");
    window.click("#utc");
    window.untilText("#clock", "UTC");
  }

  @Test
  void aLookIsChosenInTheSettings() throws Exception {
    open(Environment.Kind.LAB);
    window.press(KeyCode.CONTROL, KeyCode.DIGIT7);
    window.click("#tab-window");
    assertThat(FxToolkit.onFx(() -> ((ToggleButton) find("#look-light")).isSelected())).isTrue();
    window.click("#look-contrast");
    window.until(
        "its tokens are on",
        () -> window.scene().getStylesheets().stream().anyMatch(s -> s.contains("contrast")));
    window.click("#look-system");
    window.until(
        "the headless system is light",
        () -> window.scene().getStylesheets().stream().anyMatch(s -> s.contains("tokens-light")));
    assertThat(FxToolkit.onFx(() -> ((ToggleButton) find("#look-contrast")).isSelected()))
        .isFalse();
  }

  @Test
  void productionIsUnlockedByTypingItsName() throws Exception {
    open(Environment.Kind.PRODUCTION);
    window.untilText("#accessText", "READ-ONLY");
    window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
    window.settled();
    assertThat(FxToolkit.onFx(() -> ((Button) find("#trigger")).isDisabled())).isTrue();
    window.press(KeyCode.CONTROL, KeyCode.L);
    window.robot.write("name servers\n");
    window.untilText("#unlock-wrong", "named servers");
    window.press(KeyCode.CONTROL, KeyCode.A);
    window.robot.write("named servers\n");
    window.untilText("#accessText", "until");
    window.until("a run can be started", () -> !find("#trigger").isDisabled());
    window.press(KeyCode.CONTROL, KeyCode.L);
    window.untilText("#accessText", "READ-ONLY");
  }

  @Test
  void theFocusGoesFromPartToPartAndTheScreenIsCopiedAsACommand() throws Exception {
    open(Environment.Kind.LAB);
    window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
    window.settled();
    window.click("#screen-pipeline");
    window.press(KeyCode.F6);
    window.until("the filter has it", () -> owner().equals("filter"));
    window.robot.write("state:dead run:2");
    window.press(KeyCode.F6);
    window.until("the groups have it", () -> owner().equals("groups"));
    window.press(KeyCode.F6);
    window.until("the jobs have it", () -> owner().equals("jobs"));
    window.press(KeyCode.SHIFT, KeyCode.F6);
    window.until("back", () -> owner().equals("groups"));

    window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
    window.until(
        "it is in the clipboard",
        () ->
            "cutover jobs list --state dead --run 2"
                .equals(Clipboard.getSystemClipboard().getString()));
    window.press(KeyCode.CONTROL, KeyCode.PERIOD);
    window.until("the picture is held", () -> ((ToggleButton) find("#hold")).isSelected());
    window.press(KeyCode.CONTROL, KeyCode.PERIOD);
    window.until("it goes on", () -> !((ToggleButton) find("#hold")).isSelected());
  }

  private String owner() {
    Node owner = window.scene().getFocusOwner();
    return owner == null ? "" : String.valueOf(owner.getId());
  }

  @Test
  void whatWentWrongIsToldOverTheScreenAndKeptBehindTheBell() throws Exception {
    open(Environment.Kind.LAB);
    window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
    window.click("#trigger");
    window.until("the box is open", () -> find("#trigger-do") != null);
    assertThat(has("#toast")).isFalse();
    window.click("#trigger-do");
    window.untilText("#bell", "Notices 1");
    window.untilText("#toast-title", "still going on");
    window.click("#bell");
    window.until("it is in the list", () -> find("#notices") != null);
  }
}
