package dev.cutover.kit;

import dev.cutover.cutover.backup.BackupProgress.Phase;
import dev.cutover.cutover.backup.Proof;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;

/// Brings the backup wizard into each of its states, by clicks, and has each drawn.
public final class BackupPictures {
  private final ConsoleWindow window;
  private final ScriptedBackups backups;
  private final Consumer<String> draw;

  /// @param draw gets the name of the state that is shown
  public BackupPictures(ConsoleWindow window, ScriptedBackups backups, Consumer<String> draw) {
    this.window = window;
    this.backups = backups;
    this.draw = draw;
  }

  public void drawAll() {
    window.press(KeyCode.CONTROL, KeyCode.DIGIT6);
    backups.shelve(Proof.State.PROVED);
    backups.shelve(Proof.State.UNVERIFIED);
    backups.shelve(Proof.State.DIFFERS);
    window.press(KeyCode.F5);
    window.until("they are listed", () -> window.text("#backup-rows .state-pill").isPresent());
    draw("backups");
    window.click("#backup-new");
    draw("backup-scope");
    backups.hasRoom(false);
    window.click("#backup-check");
    window.until(
        "it is looked at", () -> window.text("#backup-outlook .finding-remedy").isPresent());
    draw("backup-checks");
    window.click("#backup-back");
    backups.hasRoom(true);
    window.click("#backup-check");
    backups.standStill(Phase.DUMP);
    window.click("#backup-start");
    window.untilText("#backup-measure", "58 %");
    draw("backup-run");
    window.click("#backup-cancel");
    window.until("it was cancelled", () -> seen("#backup-close"));
    draw("backup-cancelled");
    window.click("#backup-close");
    window.click("#backup-new");
    window.click("#backup-check");
    backups.standStill(Phase.COMPARE);
    window.click("#backup-start");
    window.untilText("#backup-measure", "58 %");
    draw("backup-proof");
    backups.letGo();
    window.until("it is reported", () -> seen("#backup-close"));
    draw("backup-report");
    window.click("#backup-close");
  }

  private boolean seen(String selector) {
    var node = window.scene().lookup(selector);
    return node != null && node.getParent().getParent().isVisible();
  }

  private void draw(String name) {
    window.settled();
    draw.accept(name);
  }
}
