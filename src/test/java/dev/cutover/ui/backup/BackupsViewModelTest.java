package dev.cutover.ui.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.check.Finding;
import dev.cutover.cutover.backup.Proof;
import dev.cutover.kit.DirectScreen;
import dev.cutover.kit.ScriptedBackups;
import dev.cutover.kit.ScriptedCutover;
import dev.cutover.ui.Environment;
import dev.cutover.ui.backup.BackupsViewModel.Step;
import org.junit.jupiter.api.Test;

/// The backup wizard without a window.
class BackupsViewModelTest {
  private final ScriptedBackups backups = new ScriptedBackups();
  private final DirectScreen screen =
      new DirectScreen(Environment.Kind.PRODUCTION, new ScriptedCutover(), backups);
  private final BackupsViewModel model =
      new BackupsViewModel(backups, screen.access, screen.context);

  @Test
  void theListTellsProvedFromUnverified() {
    backups.shelve(Proof.State.PROVED);
    backups.shelve(Proof.State.UNVERIFIED);
    model.live().start();
    screen.beat();
    assertThat(model.rows()).extracting(BackupRow::proof).containsExactly("proved", "unverified");
    assertThat(model.rows().getFirst().detail()).contains("db8:5432");
  }

  @Test
  void nothingIsMadeBeforeItWasCheckedAndWithoutRoom() {
    var whyNot = model.whyNotMake();
    model.begin();
    assertThat(whyNot.getValue()).isEqualTo("The checks are not through.");
    backups.hasRoom(false);
    model.check();
    assertThat(model.stepProperty().get()).isEqualTo(Step.CHECKS);
    assertThat(whyNot.getValue()).startsWith("A check failed");
    backups.hasRoom(true);
    model.check();
    assertThat(whyNot.getValue()).contains("Unlock it");
    screen.access.unlock("plant-7");
    assertThat(whyNot.getValue()).isEmpty();
  }

  @Test
  void aMadeBackupIsReportedWithItsProof() {
    screen.access.unlock("plant-7");
    model.begin();
    model.check();
    model.make();
    assertThat(model.stepProperty().get()).isEqualTo(Step.REPORT);
    assertThat(model.getHeadline()).startsWith("The backup is made and proved");
    assertThat(model.reportProperty().get())
        .allMatch(each -> each.severity() == Finding.Severity.PASS);
  }

  @Test
  void aDifferenceIsNoSuccess() {
    screen.access.unlock("plant-7");
    backups.ends(Proof.State.DIFFERS);
    model.begin();
    model.check();
    model.make();
    assertThat(model.getHeadline()).contains("does NOT hold");
    assertThat(model.reportProperty().get().getFirst().found())
        .contains("work_items", "id after 41000");
    assertThat(screen.context.activities().notices().getFirst().kind())
        .isEqualTo(dev.cutover.ui.fx.Activities.Notice.Kind.FAILED);
  }

  @Test
  void withoutProofItIsCalledUnverified() {
    screen.access.unlock("plant-7");
    model.begin();
    model.proveProperty().set(false);
    model.check();
    model.make();
    assertThat(model.getHeadline()).contains("unverified");
    assertThat(model.reportProperty().get().getFirst().severity()).isEqualTo(Finding.Severity.WARN);
    assertThat(model.command()).endsWith("--no-proof");
  }
}
