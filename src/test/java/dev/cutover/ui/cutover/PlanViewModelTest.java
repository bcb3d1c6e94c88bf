package dev.cutover.ui.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.CutoverScenes;
import dev.cutover.kit.DirectScreen;
import dev.cutover.kit.ScriptedBackups;
import dev.cutover.kit.ScriptedCutover;
import dev.cutover.ui.Environment;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Making a plan without a window.
class PlanViewModelTest {
  private final ScriptedCutover cutover = new ScriptedCutover();
  private final DirectScreen screen =
      new DirectScreen(Environment.Kind.PRODUCTION, cutover, new ScriptedBackups());
  private final CutoverViewModel model =
      new CutoverViewModel(cutover, screen.access, screen.context);
  private final PlanViewModel plan = model.getPlan();

  @Test
  void anEmptyFieldIsNamed() {
    model.planAnew();
    plan.getForm().field("role").set(" ");
    plan.make();
    assertThat(plan.getTrouble()).isEqualTo("Fill in first: Its role at the database");
    assertThat(plan.frozenProperty().get()).isNull();
  }

  @Test
  void whatIsTypedIsWhatIsPlanned() {
    model.planAnew();
    PlanForm form = plan.getForm();
    form.managerProperty().set(PlanForm.StartedBy.COMMANDS);
    form.field("start").set("/usr/bin/sv start \"old etl\"");
    form.field("stop").set("sv stop x");
    form.field("status").set("sv status x");
    form.field("soak").set("12h");
    form.field("options").set("validate.orphans=0\n\nvalidate.p95 = PT2S\n");
    form.shadowProperty().set(false);
    form.field("shadow.reason").set("no second source");
    plan.make();
    var drafted = cutover.drafted();
    assertThat(drafted.service().start()).containsExactly("/usr/bin/sv", "start", "old etl");
    assertThat(drafted.options())
        .containsEntry("soak", "PT12H")
        .containsEntry("validate.p95", "PT2S")
        .containsEntry("shadow", "skip")
        .containsEntry("shadow.reason", "no second source");
  }

  @Test
  void whatCannotBeReadIsSaidAndNothingIsAsked() {
    model.planAnew();
    plan.getForm().field("soak").set("a day");
    plan.make();
    assertThat(plan.getTrouble()).contains("a day");
    plan.getForm().field("soak").set("24h");
    plan.getForm().field("options").set("validate.orphans");
    plan.make();
    assertThat(plan.getTrouble()).contains("validate.orphans");
    assertThat(cutover.drafted()).isNull();
  }

  /// Planning and checking change nothing, so a locked window may do both, and not begin.
  @Test
  void aLockedWindowPlansAndChecksAndDoesNotBegin() {
    var whyNot = plan.whyNotStart();
    cutover.preflight(CutoverScenes.preflight(false));
    model.planAnew();
    plan.make();
    assertThat(plan.findingsProperty().get()).hasSize(9);
    assertThat(whyNot.getValue()).startsWith("The preflight failed");
    cutover.preflight(CutoverScenes.preflight(true));
    plan.preflight();
    assertThat(whyNot.getValue()).contains("Unlock it");
    screen.access.unlock("plant-7");
    assertThat(whyNot.getValue()).isEmpty();
    plan.start();
    assertThat(cutover.told()).isEqualTo(List.of("begin 20261129-2100", "go end"));
    assertThat(model.modeProperty().get()).isNotEqualTo(CutoverViewModel.Mode.PLAN);
  }
}
