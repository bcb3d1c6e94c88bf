package dev.cutover.ui.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.cutover.CutoverSnapshot.State;
import dev.cutover.cutover.CutoverSnapshot.StepState;
import dev.cutover.cutover.StepName;
import dev.cutover.kit.ConsoleWindow;
import dev.cutover.kit.CutoverPictures;
import dev.cutover.kit.CutoverScenes;
import dev.cutover.kit.FxToolkit;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.ScriptedBackups;
import dev.cutover.kit.ScriptedConnection;
import dev.cutover.kit.ScriptedCutover;
import dev.cutover.kit.TestQpid;
import dev.cutover.ui.Environment;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Theme;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The screen of the cutover by clicks and keys, over a run whose pictures are laid out.
class CutoverScreenTest {
  private final PipelineFixture fixture = new PipelineFixture();
  private final ScriptedCutover cutover = new ScriptedCutover();
  private final ScriptedBackups backups = new ScriptedBackups();
  private ConsoleWindow window;

  private void open(Environment.Kind kind, Theme theme, Locale language) {
    window =
        ConsoleWindow.open(
                fixture.address().toUri(),
                TestQpid.start().url(),
                kind,
                theme,
                language,
                real -> new ScriptedConnection(real, cutover, backups))
            .ready();
  }

  @AfterEach
  void close() {
    window.close();
    fixture.close();
  }

  /// The same walk draws the pictures of [dev.cutover.ui.ScreensTest].
  @Test
  void theWholeWizardIsWalkedByClicks() {
    open(Environment.Kind.LAB, Theme.LIGHT, Locale.ENGLISH);
    new CutoverPictures(
            window, cutover, backups, Texts.of(Locale.ENGLISH), name -> drawn(name, "light"))
        .drawAll();
    assertThat(cutover.told()).contains("begin " + CutoverScenes.RUN, "go end");
  }

  private void drawn(String name, String look) {
    window.picture(Path.of("target", "pictures", "cutover-" + name + "-" + look + ".png"));
  }

  @Test
  void aRunThatACrashLeftIsTheFirstThingShownAndGoesOnByTheKeyboardAlone() {
    cutover
        .there(CutoverScenes.at(State.OPEN, StepName.FREEZE, StepState.RUNNING))
        .after("go", CutoverScenes.at(State.RUNNING, StepName.BACKUP, StepState.RUNNING));
    open(Environment.Kind.LAB, Theme.DARK, Locale.GERMAN);
    window.until("the cutover is in front", () -> window.front().equals("cutover"));
    window.until("it asks", () -> window.text("#resume-continue").isPresent());
    window.untilText("#frozen", "eingefroren");
    focus("#resume-continue");
    window.press(KeyCode.SPACE);
    window.untilText("#doing", "S8");
    assertThat(cutover.told()).containsExactly("open " + CutoverScenes.RUN, "go end");
  }

  @Test
  void aWindowThatCarriesACutoverOutAsksBeforeItIsClosed() {
    cutover.here(CutoverScenes.at(State.RUNNING, StepName.BACKUP, StepState.RUNNING));
    open(Environment.Kind.LAB, Theme.LIGHT, Locale.ENGLISH);
    window.askToClose();
    window.until("it asks", () -> window.text("#question-text").isPresent());
    drawn("closing", "light");
    window.click("#question-no");
    assertThat(window.isShown()).isTrue();
    window.askToClose();
    window.click("#question-yes");
    window.until("it is closed", () -> !window.isShown());
  }

  @Test
  void aWindowWithNothingUnderWayIsClosedAtOnce() {
    cutover.here(CutoverScenes.at(State.HELD, StepName.BACKUP, StepState.WAITING));
    open(Environment.Kind.LAB, Theme.LIGHT, Locale.ENGLISH);
    window.askToClose();
    window.until("it is closed", () -> !window.isShown());
  }

  @Test
  void aWarningIsAcceptedWithAReasonAndTheDatabaseIsNamedBeforeThePointOfNoReturn() {
    cutover
        .here(
            CutoverScenes.with(
                CutoverScenes.at(State.ASKING, StepName.BACKUP, StepState.WAITING),
                CutoverScenes.warnings()))
        .after(
            "go",
            CutoverScenes.with(
                CutoverScenes.at(State.ASKING, StepName.COMMIT, StepState.WAITING),
                CutoverScenes.noReturn()));
    open(Environment.Kind.LAB, Theme.LIGHT, Locale.ENGLISH);
    window.press(KeyCode.CONTROL, KeyCode.DIGIT6);
    window.until("warnings are shown", () -> window.text("#accept").isPresent());
    assertThat(isDisabled("#accept")).isTrue();
    window.robot.clickOn("#reason-0").write("cleaned tonight");
    window.robot.clickOn("#reason-1").write("RAID");
    window.click("#accept");
    window.until("the name is asked", () -> window.text("#confirm-name").isPresent());
    window.robot.clickOn("#confirm-name").write("pulse");
    window.click("#confirm");
    window.until("it is refused", () -> window.text("#trouble").orElse("").contains("'pulse'"));
    window.robot.clickOn("#confirm-name").write("_db");
    window.click("#confirm");
    window.until("it is told", () -> cutover.told().contains("confirm pulse_db"));
    assertThat(cutover.told())
        .containsSubsequence("accept disk: cleaned tonight", "accept second copy: RAID", "go end");
  }

  @Test
  void aRollbackWithRestoreWantsReasonAndNameAfterItsLossesWereShown() {
    cutover.here(CutoverScenes.at(State.HELD, StepName.SOAK, StepState.RUNNING));
    open(Environment.Kind.LAB, Theme.DARK, Locale.ENGLISH);
    window.press(KeyCode.CONTROL, KeyCode.DIGIT6);
    window.click("#rollBack");
    window.until("it is counted", () -> window.text("#rollback-losses .figures").isPresent());
    window.click("#way-restore");
    window.robot.clickOn("#rollback-reason").write("numbers are wrong");
    assertThat(isDisabled("#rollback-do")).isTrue();
    window.robot.clickOn("#rollback-name").write("pulse_db");
    window.click("#rollback-do");
    window.until("it is told", () -> cutover.told().contains("restore numbers are wrong"));
  }

  @Test
  void aLockedWindowMayPlanAndWatchAndDoNothing() {
    cutover.here(CutoverScenes.at(State.HELD, StepName.SCHEMA, StepState.DONE));
    open(Environment.Kind.PRODUCTION, Theme.DARK, Locale.GERMAN);
    window.press(KeyCode.CONTROL, KeyCode.DIGIT6);
    window.until("it is shown", () -> window.text("#run-title").orElse("").contains("pulse_db"));
    assertThat(isDisabled("#goOn")).isTrue();
    assertThat(isDisabled("#rollBack")).isTrue();
    window.click("#anew");
    window.until("the form is filled", () -> !window.text("#plan-folder").orElse("").isEmpty());
    window.click("#plan-make");
    window.untilText("#preflight-counts", "8");
    assertThat(isDisabled("#plan-go")).isTrue();
    drawn("locked", "dark");
    assertThat(cutover.told()).isEmpty();
  }

  private boolean isDisabled(String selector) {
    return FxToolkit.onFx(() -> window.scene().lookup(selector).isDisabled());
  }

  private void focus(String selector) {
    FxToolkit.onFx(
        () -> {
          Node node = window.scene().lookup(selector);
          node.requestFocus();
          return true;
        });
  }
}
