package dev.cutover.ui.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.cutover.CutoverSnapshot.State;
import dev.cutover.cutover.CutoverSnapshot.StepState;
import dev.cutover.cutover.RunHistory.Way;
import dev.cutover.cutover.StepName;
import dev.cutover.job.Problem;
import dev.cutover.kit.CutoverScenes;
import dev.cutover.kit.DirectScreen;
import dev.cutover.kit.ScriptedBackups;
import dev.cutover.kit.ScriptedCutover;
import dev.cutover.ui.Environment;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The screen of the cutover without a window, over pictures that are laid out.
class CutoverViewModelTest {
  private final ScriptedCutover cutover = new ScriptedCutover();
  private DirectScreen screen =
      new DirectScreen(Environment.Kind.LAB, cutover, new ScriptedBackups());
  private CutoverViewModel model = model();

  private CutoverViewModel model() {
    CutoverViewModel made = new CutoverViewModel(cutover, screen.access, screen.context);
    made.live().start();
    screen.beat();
    return made;
  }

  private void look() {
    screen.beat();
  }

  @Test
  void withoutARunThereIsTheWayToAPlan() {
    assertThat(model.modeProperty().get()).isEqualTo(CutoverViewModel.Mode.EMPTY);
    model.planAnew();
    assertThat(model.getPlan().getForm().field("folder").get())
        .isEqualTo("/opt/pulse/services/etl-service");
    assertThat(model.getPlan().getForm().field("unit").get()).isEqualTo("etl-service");
  }

  @Test
  void aRunningStepTellsHowFarHowLongAndWhenItWillBeValidated() {
    cutover.here(CutoverScenes.at(State.RUNNING, StepName.BACKUP, StepState.RUNNING));
    look();
    assertThat(model.getDoing())
        .isEqualTo("S8 Final backup with proof: dumping public.raw_extraction_data");
    assertThat(model.getMeasure()).contains("58 %", "4.1 GB of ~7.0 GB", "0:01:02 to 0:01:58");
    assertThat(model.getShare()).isBetween(0.58, 0.59);
    assertThat(model.getEnd()).startsWith("validated between 21:");
    assertThat(model.getFrozen()).contains("Writes are frozen since");
  }

  /// What is chosen in the list stays there: rows are replaced, the list is not made anew.
  @Test
  void stepsAreMergedByTheirName() {
    cutover.here(CutoverScenes.at(State.RUNNING, StepName.SCHEMA, StepState.RUNNING));
    look();
    StepRow before = model.steps().getFirst();
    cutover.here(CutoverScenes.at(State.RUNNING, StepName.TOPOLOGY, StepState.RUNNING));
    look();
    assertThat(model.steps()).hasSize(16);
    assertThat(model.steps().getFirst()).isSameAs(before);
    assertThat(model.steps().get(4).state()).isEqualTo("running");
  }

  @Test
  void eachButtonSaysWhyItIsGrey() {
    RunActsViewModel acts = model.getActs();
    var goOn = acts.whyNotContinue();
    var hold = acts.whyNotHold();
    var back = acts.whyNotRollBack();
    assertThat(goOn.getValue()).isEqualTo("There is no run.");
    cutover.here(CutoverScenes.at(State.RUNNING, StepName.SCHEMA, StepState.RUNNING));
    look();
    assertThat(goOn.getValue()).isEqualTo("It runs already.");
    assertThat(hold.getValue()).isEmpty();
    assertThat(back.getValue()).startsWith("Hold or cancel first");
    cutover.here(CutoverScenes.at(State.HELD, StepName.SCHEMA, StepState.DONE));
    look();
    assertThat(goOn.getValue()).isEmpty();
    assertThat(hold.getValue()).isEqualTo("Nothing runs.");
    assertThat(back.getValue()).isEmpty();
    cutover.there(
        CutoverScenes.with(
            CutoverScenes.at(State.OPEN, StepName.SCHEMA, StepState.RUNNING),
            CutoverScenes.bert()));
    look();
    assertThat(goOn.getValue()).startsWith("Another console holds it");
    assertThat(model.getHeldBy()).contains("bert@ws07", "4711", "ws07");
    cutover.here(CutoverScenes.at(State.COMMITTED, StepName.COMMIT, StepState.DONE));
    look();
    assertThat(back.getValue()).isEqualTo("The point of no return is passed.");
  }

  @Test
  void aLockedWindowWatchesUntilItIsUnlocked() {
    screen = new DirectScreen(Environment.Kind.PRODUCTION, cutover, new ScriptedBackups());
    model = model();
    cutover.here(CutoverScenes.at(State.HELD, StepName.SCHEMA, StepState.DONE));
    look();
    var goOn = model.getActs().whyNotContinue();
    assertThat(goOn.getValue()).contains("Unlock it");
    screen.access.unlock("plant-7");
    assertThat(goOn.getValue()).isEmpty();
  }

  @Test
  void aRunThatNobodyCarriesOutIsTakenWithTheFirstCommand() {
    cutover.there(CutoverScenes.at(State.OPEN, StepName.FREEZE, StepState.RUNNING));
    look();
    Ask ask = model.askProperty().get();
    assertThat(ask.kind()).isEqualTo(Ask.Kind.RESUME);
    assertThat(ask.text()).contains("stopped during S7 Freeze writes", "Nothing is done until");
    model.getActs().goOn(Optional.of(StepName.BACKUP));
    assertThat(cutover.told()).containsExactly("open 20261129-2100", "go backup");
  }

  @Test
  void eachWarningIsAcceptedWithItsOwnReasonAndThenItGoesOn() {
    cutover.here(
        CutoverScenes.with(
            CutoverScenes.at(State.ASKING, StepName.BACKUP, StepState.WAITING),
            CutoverScenes.warnings()));
    look();
    Ask ask = model.askProperty().get();
    assertThat(ask.kind()).isEqualTo(Ask.Kind.ACCEPT);
    assertThat(model.getActs().whyNotContinue().getValue()).startsWith("Answer first");
    model.getActs().accept(CutoverScenes.warnings(), Map.of("disk", "cleaned tonight"));
    assertThat(cutover.told()).containsExactly("accept disk: cleaned tonight", "go end");
  }

  /// What is typed into a card stays while nothing new is asked.
  @Test
  void theSameQuestionIsTheSameCard() {
    var asking =
        CutoverScenes.with(
            CutoverScenes.at(State.ASKING, StepName.BACKUP, StepState.WAITING),
            CutoverScenes.warnings());
    cutover.here(asking);
    look();
    Ask before = model.askProperty().get();
    cutover.here(CutoverScenes.with(asking, CutoverScenes.warnings()));
    look();
    assertThat(model.askProperty().get()).isSameAs(before).isEqualTo(before);
  }

  @Test
  void aWrongNameIsRefusedInWords() {
    cutover.here(
        CutoverScenes.with(
            CutoverScenes.at(State.ASKING, StepName.COMMIT, StepState.WAITING),
            CutoverScenes.noReturn()));
    look();
    model.getActs().confirm(CutoverScenes.noReturn(), "pulse");
    assertThat(model.getActs().getTrouble()).contains("'pulse' was typed");
    assertThat(cutover.told()).isEmpty();
  }

  @Test
  void aFailureOnTheWayBackIsToldTogetherWithWhatLedToIt() {
    cutover.here(
        CutoverScenes.with(
            CutoverScenes.at(State.FAILED, StepName.FREEZE, StepState.FAILED),
            new Problem("database.away", "db7:5432 does not answer.", "Start it."),
            "validation: 12 rows are missing"));
    look();
    Ask ask = model.askProperty().get();
    assertThat(ask.text()).contains("12 rows are missing");
    assertThat(ask.problem()).isNotNull();
    assertThat(model.stateProperty().get()).isEqualTo("failed, going back");
    assertThat(model.getEnd()).isEmpty();
  }

  @Test
  void aRollbackIsConfirmedOnlyAfterLossesWereCountedAndTheNameWasTyped() {
    cutover.here(CutoverScenes.at(State.HELD, StepName.SOAK, StepState.RUNNING));
    look();
    RollbackViewModel back = model.rollback();
    var whyNot = back.whyNot();
    assertThat(back.forecastProperty().get()).isEqualTo(CutoverScenes.forecast());
    assertThat(whyNot.getValue()).startsWith("Give a reason");
    back.reasonProperty().set("numbers are wrong");
    assertThat(whyNot.getValue()).isEmpty();
    back.wayProperty().set(RollbackViewModel.Way.RESTORE);
    assertThat(whyNot.getValue()).contains("pulse_db");
    assertThat(back.confirm()).isFalse();
    back.typedProperty().set("pulse_db");
    assertThat(back.command()).contains("rollback", "--restore");
    assertThat(back.confirm()).isTrue();
    assertThat(cutover.told()).containsExactly("restore numbers are wrong");
  }

  @Test
  void onThePartialWayTheChosenStepStays() {
    cutover.here(CutoverScenes.at(State.HELD, StepName.FREEZE, StepState.RUNNING));
    look();
    RollbackViewModel back = model.rollback();
    back.wayProperty().set(RollbackViewModel.Way.PART);
    back.staysProperty().set(StepName.SHADOW);
    back.reasonProperty().set("wait for tomorrow");
    assertThat(back.confirm()).isTrue();
    assertThat(cutover.told()).containsExactly("undo-to shadow wait for tomorrow");
  }

  @Test
  void aRunOnItsWayBackSaysSo() {
    cutover.here(
        CutoverScenes.with(
            CutoverScenes.at(State.RUNNING, StepName.SWITCH, StepState.UNDOING), Way.BACK));
    look();
    assertThat(model.stateProperty().get()).isEqualTo("running, going back");
  }
}
