package dev.cutover.kit;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverSnapshot.State;
import dev.cutover.cutover.CutoverSnapshot.StepState;
import dev.cutover.cutover.RunHistory.Way;
import dev.cutover.cutover.StepName;
import dev.cutover.cutover.backup.BackupProgress.Phase;
import dev.cutover.cutover.backup.Proof;
import dev.cutover.job.Problem;
import dev.cutover.ui.fx.Texts;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;

/// Brings the screen of the cutover and the backup wizard into each of their states, by clicks, and
/// has each drawn.
public final class CutoverPictures {
  private final ConsoleWindow window;
  private final ScriptedCutover cutover;
  private final ScriptedBackups backups;
  private final Texts texts;
  private final Consumer<String> draw;

  /// @param draw gets the name of the state that is shown
  public CutoverPictures(
      ConsoleWindow window,
      ScriptedCutover cutover,
      ScriptedBackups backups,
      Texts texts,
      Consumer<String> draw) {
    this.window = window;
    this.cutover = cutover;
    this.backups = backups;
    this.texts = texts;
    this.draw = draw;
  }

  public void drawAll() {
    window.press(KeyCode.CONTROL, KeyCode.DIGIT6);
    planning();
    running();
    asking();
    ends();
    goingBack();
    backups();
  }

  private void planning() {
    cutover.nothing();
    window.press(KeyCode.F5);
    window.click("#plan-begin");
    window.until("the form is filled", () -> !window.text("#plan-folder").orElse("").isEmpty());
    draw("plan");
    cutover.preflight(CutoverScenes.preflight(false));
    window.click("#plan-make");
    window.untilText("#preflight-checks .finding-found", "etl_user");
    draw("preflight-failed");
    cutover.preflight(CutoverScenes.preflight(true));
    window.click("#preflight-again");
    window.untilText("#preflight-counts", "8");
    window.click("#plan-go");
    window.until("it was begun", () -> cutover.told().contains("go end"));
  }

  private void running() {
    cutover.here(CutoverScenes.at(State.RUNNING, StepName.BACKUP, StepState.RUNNING));
    window.untilText("#doing", "public.raw_extraction_data");
    step(StepName.FREEZE);
    draw("running");
    cutover.there(
        CutoverScenes.with(
            CutoverScenes.at(State.OPEN, StepName.MOVE, StepState.RUNNING), CutoverScenes.bert()));
    window.untilText("#held-by", "bert@ws07");
    draw("watch-only");
    cutover.there(CutoverScenes.at(State.OPEN, StepName.FREEZE, StepState.RUNNING));
    untilAsked("cutover.ask.resume");
    window.click("#resume-evidence");
    draw("resume");
  }

  private void asking() {
    cutover.here(
        CutoverScenes.with(
            CutoverScenes.at(State.ASKING, StepName.BACKUP, StepState.WAITING),
            CutoverScenes.warnings()));
    window.until("warnings are shown", () -> window.text("#accept").isPresent());
    draw("asking");
    cutover.here(
        CutoverScenes.with(
            CutoverScenes.at(State.ASKING, StepName.SWITCH, StepState.RUNNING),
            CutoverScenes.unseen()));
    window.until("it is asked", () -> window.text("#treat-done").isPresent());
    draw("unknown");
    cutover.here(
        CutoverScenes.with(
            CutoverScenes.at(State.ASKING, StepName.COMMIT, StepState.WAITING),
            CutoverScenes.noReturn()));
    window.until("the name is asked", () -> window.text("#confirm").isPresent());
    draw("no-return");
  }

  private void ends() {
    cutover.here(
        CutoverScenes.with(
            CutoverScenes.at(State.FAILED, StepName.TOPOLOGY, StepState.FAILED),
            new Problem(
                "topology.different",
                "The queue etl.load exists as classic, wanted is quorum. Nothing was changed.",
                "Drain it, delete it, then continue: `rabbitmqctl delete_queue -p pulse etl.load"
                    + " --if-empty`"),
            ""));
    window.untilText("#ask-problem", "etl.load");
    step(StepName.TOPOLOGY);
    draw("failed");
    cutover.here(
        CutoverScenes.with(
            CutoverScenes.at(State.REFUSED, StepName.FREEZE, StepState.WAITING),
            List.of(
                Finding.pass("role", "etl_mono exists"),
                Finding.fail(
                    "sessions",
                    "Two sessions of etl_mono are left: 4711 and 4712, idle in transaction.",
                    "Stop what holds them, then continue."))));
    window.untilText("#ask .finding-found", "4711");
    draw("refused");
    cutover.here(CutoverScenes.at(State.COMMITTED, StepName.COMMIT, StepState.DONE));
    untilAsked("cutover.ask.committed");
    draw("committed");
    window.click("#report");
    window.until("it is asked where to", () -> window.text("#report-folder").isPresent());
    draw("report");
    window.press(KeyCode.ESCAPE);
  }

  private void goingBack() {
    cutover.here(CutoverScenes.at(State.HELD, StepName.SOAK, StepState.RUNNING));
    window.click("#rollBack");
    window.until("it is counted", () -> window.text("#rollback-losses .figures").isPresent());
    draw("rollback-instant");
    window.click("#way-restore");
    window.robot.clickOn("#rollback-reason").write("numbers are wrong");
    draw("rollback-restore");
    window.press(KeyCode.ESCAPE);
    cutover.here(
        CutoverScenes.with(
            CutoverScenes.at(State.RUNNING, StepName.SWITCH, StepState.UNDOING), Way.BACK));
    window.until("it goes back", () -> !window.text("#doing").orElse("").isEmpty());
    draw("going-back");
  }

  private void backups() {
    backups.shelve(Proof.State.PROVED);
    backups.shelve(Proof.State.UNVERIFIED);
    backups.shelve(Proof.State.DIFFERS);
    window.click("#backupTab");
    window.until("they are listed", () -> window.text("#backup-rows .state-pill").isPresent());
    draw("backups");
    window.click("#backup-new");
    draw("backup-scope");
    backups.hasRoom(false);
    window.click("#backup-check");
    window.untilText("#backup-outlook .finding-remedy", "room");
    draw("backup-checks");
    window.click("#backup-back");
    backups.hasRoom(true);
    window.click("#backup-check");
    backups.standStill(Phase.DUMP);
    window.click("#backup-start");
    window.untilText("#backup-measure", "58 %");
    draw("backup-run");
    window.click("#backup-cancel");
    window.until("it was cancelled", () -> window.text("#backup-headline").isPresent());
    draw("backup-cancelled");
    window.click("#backup-close");
    window.click("#backup-new");
    window.click("#backup-check");
    backups.standStill(Phase.COMPARE);
    window.click("#backup-start");
    window.untilText("#backup-measure", "58 %");
    draw("backup-proof");
    backups.letGo();
    window.untilText("#backup-headline", "/");
    draw("backup-report");
    window.click("#backup-close");
    window.click("#runTab");
  }

  private void untilAsked(String key) {
    window.untilText("#ask-title", texts.get(key, ""));
  }

  private void step(StepName step) {
    FxToolkit.onFx(
        () -> {
          var list = (javafx.scene.control.ListView<?>) window.scene().lookup("#steps");
          list.getSelectionModel().select(step.ordinal());
          list.scrollTo(Math.max(0, step.ordinal() - 6));
          return true;
        });
  }

  private void draw(String name) {
    window.settled();
    draw.accept(name);
  }
}
