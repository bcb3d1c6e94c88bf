package dev.cutover.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverSnapshot.State;
import dev.cutover.job.Problem;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The engine over steps that change files.
class CutoverRunTest extends CutoverTestBed {
  @Test
  void aRunDoesEverythingAndEnds() throws Exception {
    try (CutoverRun run = open("run-1")) {
      assertThat(run.snapshot().state()).isEqualTo(State.OPEN);
      run.go(Optional.empty());
      CutoverSnapshot end = ended(run);

      assertThat(end.state()).isEqualTo(State.COMMITTED);
      assertThat(end.steps()).allMatch(line -> line.state() == CutoverSnapshot.StepState.DONE);
      assertThat(sketch.world())
          .hasSize(20)
          .allSatisfy((_, text) -> assertThat(text).isEqualTo("new"));
    }
    assertThat(lock.holder()).isEmpty();
  }

  @Test
  void itHoldsAfterAStepAndIsGoneOnWithInAnotherProcess() throws Exception {
    try (CutoverRun run = open("run-1")) {
      run.go(Optional.of(StepName.FREEZE));
      CutoverSnapshot held = ended(run);
      assertThat(held.state()).isEqualTo(State.HELD);
      assertThat(held.frozenSince()).contains(CLOCK.instant());
    }
    try (CutoverRun run = open("run-1")) {
      assertThat(run.snapshot().state()).isEqualTo(State.OPEN);
      run.go(Optional.empty());
      assertThat(ended(run).state()).isEqualTo(State.COMMITTED);
    }
  }

  @Test
  void aRollbackPutsEverythingBackThatTheRunChangedAndKeepsTheBackup() throws Exception {
    Map<String, String> before = sketch.world();
    try (CutoverRun run = open("run-1")) {
      run.go(Optional.of(StepName.SWITCH));
      ended(run);
      run.rollBack("validation was red");
      CutoverSnapshot end = ended(run);

      assertThat(end.state()).isEqualTo(State.UNDONE);
      Map<String, String> kept = sketch.world();
      kept.remove("backup-2.left");
      kept.remove("backup-2.right");
      assertThat(kept).isEqualTo(before);
    }
  }

  @Test
  void whatWasSoBeforeTheRunStaysAfterARollback() throws Exception {
    Files.writeString(sketch.folder.resolve("freeze-1.left"), "new");
    Files.writeString(sketch.folder.resolve("freeze-1.right"), "new");
    try (CutoverRun run = open("run-1")) {
      run.go(Optional.of(StepName.FREEZE));
      ended(run);
      run.rollBack("changed our minds");
      ended(run);
    }
    assertThat(sketch.world()).containsKeys("freeze-1.left", "freeze-1.right");
    assertThat(sketch.world()).doesNotContainKeys("freeze-2.left", "begin-1.left");
  }

  @Test
  void undoToAStepHoldsThereAndGoesForwardAgain() throws Exception {
    try (CutoverRun run = open("run-1")) {
      run.go(Optional.of(StepName.SWITCH));
      ended(run);
      run.undoTo(StepName.FREEZE, "another backup");
      assertThat(ended(run).state()).isEqualTo(State.HELD);
      assertThat(sketch.world()).containsKey("freeze-2.right").doesNotContainKey("switch-1.right");
      run.go(Optional.empty());
      assertThat(ended(run).state()).isEqualTo(State.COMMITTED);
    }
  }

  @Test
  void aRestoreGoesBackToTheBackupThenForwardThenBackToTheBeginning() throws Exception {
    try (CutoverRun run = open("run-1")) {
      run.go(Optional.of(StepName.SWITCH));
      ended(run);
      assertThatThrownBy(() -> run.restore("rows are damaged", "pulse"))
          .isInstanceOf(RunRefused.class)
          .hasMessageContaining("The database is called pulse_db");
      List<String> acts = new ArrayList<>();
      sketch.middle = (act, _) -> acts.add(act);
      run.restore("rows are damaged", "pulse_db");

      assertThat(ended(run).state()).isEqualTo(State.UNDONE);
      assertThat(acts)
          .containsExactly(
              "undo switch-2",
              "undo switch-1",
              "apply restore-1",
              "apply restore-2",
              "undo backup-1",
              "undo freeze-2",
              "undo freeze-1",
              "undo begin-2",
              "undo begin-1");
    }
  }

  @Test
  void aFailedCheckStopsBeforeTheFirstEffectAndAWarningWaitsForAReason() throws Exception {
    sketch.checks.put(
        StepName.FREEZE, List.of(Finding.fail("disk", "1 GB is free.", "Make room.")));
    try (CutoverRun run = open("run-1")) {
      run.go(Optional.empty());
      CutoverSnapshot refused = ended(run);
      assertThat(refused.state()).isEqualTo(State.REFUSED);
      assertThat(refused.findings()).extracting(Finding::check).containsExactly("disk");
      assertThat(sketch.world()).doesNotContainKey("freeze-1.left");

      sketch.checks.put(
          StepName.FREEZE, List.of(Finding.warn("disk", "9 GB are free.", "Make room.")));
      run.go(Optional.empty());
      CutoverSnapshot asking = ended(run);
      assertThat(asking.state()).isEqualTo(State.ASKING);
      DecisionNeeded decision = asking.decision().orElseThrow();
      run.accept(decision, "disk", "enough for this database");
      run.go(Optional.empty());
      assertThat(ended(run).state()).isEqualTo(State.COMMITTED);
    }
    assertThat(shelf().records("run-1"))
        .anyMatch(
            record ->
                record.phase() == JournalRecord.Phase.DECISION
                    && record.evidence().facts().containsValue("enough for this database"));
  }

  @Test
  void aFailureOfAnUndoIsToldWithTheOneThatLedToIt() throws Exception {
    sketch.middle =
        (act, _) -> {
          if (act.equals("apply switch-2")) {
            throw new StepFailure(new Problem("x", "The switch is stuck.", "Oil it."));
          }
          if (act.equals("undo freeze-1")) {
            throw new StepFailure(new Problem("y", "The ice does not melt.", "Wait."));
          }
        };
    try (CutoverRun run = open("run-1")) {
      run.go(Optional.empty());
      assertThat(ended(run).failure().orElseThrow().what()).isEqualTo("The switch is stuck.");
      run.rollBack("stuck");
      CutoverSnapshot failed = ended(run);
      assertThat(failed.state()).isEqualTo(State.FAILED);
      assertThat(failed.failure().orElseThrow().what()).isEqualTo("The ice does not melt.");
      assertThat(failed.led()).contains("The switch is stuck.");

      sketch.middle = (_, _) -> {};
      run.go(Optional.empty());
      assertThat(ended(run).state()).isEqualTo(State.UNDONE);
    }
  }

  @Test
  void case78_theFirstConsolesNextStepRefusesAfterATakeover() throws Exception {
    try (CutoverRun first = open("run-1")) {
      first.go(Optional.of(StepName.BEGIN));
      ended(first);
      assertThatThrownBy(() -> open("run-1"))
          .isInstanceOf(RunRefused.class)
          .hasMessageContaining("held by anna@ws14")
          .hasMessageContaining("process 4711 on ws14");
      Map<String, String> before = sketch.world();
      try (CutoverRun second = CutoverRun.open(parts("run-1", 0, false), true)) {
        first.go(Optional.empty());
        assertThat(ended(first).state()).isEqualTo(State.LOST);
        assertThat(sketch.world()).isEqualTo(before);
        second.go(Optional.empty());
        assertThat(ended(second).state()).isEqualTo(State.COMMITTED);
      }
    }
  }

  @Test
  void case79_anotherServerOfTheSameNameIsRefusedBeforeAnythingIsWritten() {
    CutoverPlan.Target wanted = found;
    found =
        new CutoverPlan.Target(
            wanted.host(),
            wanted.port(),
            wanted.database(),
            "7300000000000000002",
            wanted.databaseOid(),
            wanted.serverVersion(),
            wanted.broker(),
            wanted.brokerName());

    assertThatThrownBy(() -> open("run-1"))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("not the servers of the plan")
        .hasMessageContaining("7300000000000000002");
    assertThat(lock.holder()).isEmpty();
    assertThat(shelf().records("run-1")).isEmpty();
  }

  @Test
  void case88_aCancelStopsAtASafePointAndTheRunGoesOnLater() throws Exception {
    for (String at : List.of("apply begin-2", "apply freeze-1", "undo switch-1", "undo begin-2")) {
      lay();
      String id = "run-" + at.replace(' ', '-');
      CutoverRun[] running = new CutoverRun[1];
      sketch.middle =
          (act, context) -> {
            if (act.equals(at)) {
              running[0].cancel();
              assertThat(context.progress().isCancelled()).isTrue();
            }
          };
      try (CutoverRun run = open(id)) {
        running[0] = run;
        run.go(Optional.of(StepName.SWITCH));
        CutoverSnapshot stopped = ended(run);
        assertThat(stopped.state()).isEqualTo(State.HELD);
        run.rollBack("cancelled");
        if (at.startsWith("undo")) {
          assertThat(ended(run).state()).isEqualTo(State.HELD);
          run.go(Optional.empty());
        }
        assertThat(ended(run).state()).isEqualTo(State.UNDONE);
        assertThat(sketch.world()).containsEntry("switch-1.left", "old");
        assertThat(sketch.world()).doesNotContainKeys("begin-2.left", "freeze-1.right");
      }
    }
  }
}
