package dev.cutover.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.cutover.Effect;
import dev.cutover.cutover.FrozenPlan;
import dev.cutover.cutover.Step;
import dev.cutover.cutover.StepFact;
import dev.cutover.cutover.StepName;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.StepDrill;
import dev.cutover.kit.TestFolder;
import dev.cutover.kit.TestRabbit;
import dev.cutover.sample.Progress;
import dev.cutover.sample.SampleData;
import dev.cutover.sample.SampleSize;
import dev.cutover.secret.KnownSecrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Every step of a whole cutover, one after the other over the same platform, RabbitMQ and service
/// that writes all the time: checked, applied, verified, undone, as it was before, applied again.
/// The engine's journal is left out; what a death at any of its records does is
/// [KilledCutoverTest]'s, and the restore of R2 has drills of its own.
class EveryStepDrillTest {
  /// What they find is written down and they are carried out anew when asked again; the shadow
  /// takes away what it has made for its comparison.
  private static final Set<StepName> LOOKS =
      EnumSet.of(StepName.SHADOW, StepName.VALIDATION, StepName.SOAK);

  @Test
  void eachStepIsThereBackAndThereAgainOnRabbit() throws Exception {
    Path folder = TestFolder.create("every-step");
    Path records = folder.resolve("records");
    SampleData.write(records, SampleSize.ofIssues(30), 7, Progress.SILENT);
    try (PipelineFixture server = new PipelineFixture();
        Session base = session(folder, server);
        Sandbox sandbox = Sandbox.lay(base, folder.resolve("sandbox"), records)) {
      sandbox.start();
      CutoverDesk desk = new CutoverDesk(sandbox.session());
      FrozenPlan plan =
          desk.plan(sandbox.service(), Map.of("soak", "PT0S", "watermark.margin", "P7300D"));
      drill(desk, plan);
      assertThat(sandbox.rowsWritten()).isPositive();
      assertThat(sandbox.rowsMissing()).isZero();
      sandbox.stop();
    } finally {
      TestFolder.delete(folder);
    }
  }

  private static Session session(Path folder, PipelineFixture server) {
    return new Session(
        new Target(Target.EMBEDDED, server.address().toUri(), TestRabbit.start().url()),
        Home.of(Map.of("CUTOVER_HOME", folder.toString()), "Linux", "/"),
        new KnownSecrets(),
        Map.of());
  }

  private static void drill(CutoverDesk desk, FrozenPlan plan) {
    StepDrill run = new StepDrill(plan.plan());
    List<StepName> drilled = new ArrayList<>();
    List<StepName> once = new ArrayList<>();
    for (Step step : desk.steps(plan)) {
      if (!plan.plan().steps().contains(step.name())) {
        continue;
      }
      try {
        boolean back = comesBack(step, run);
        (back ? drilled : once).add(step.name());
        if (back) {
          thereBackAndThereAgain(step, run);
        } else {
          run.carryOut(step);
        }
      } catch (Exception | AssertionError e) {
        throw new AssertionError(step.name() + ": " + e.getMessage(), e);
      }
    }
    assertThat(drilled).containsExactlyElementsOf(EnumSet.range(StepName.BEGIN, StepName.SOAK));
    assertThat(once).containsExactly(StepName.PREFLIGHT, StepName.COMMIT);
  }

  /// A step that only looks has nothing to undo, and what a commit takes away is gone for good.
  private static boolean comesBack(Step step, StepDrill run) throws InterruptedException {
    List<Effect> effects = step.effects(run);
    return !effects.isEmpty()
        && effects.stream().noneMatch(each -> each.reversal() == Effect.Reversal.FINAL);
  }

  private static void thereBackAndThereAgain(Step step, StepDrill run) throws InterruptedException {
    List<StepFact.State> first = run.thereAndBack(step);
    run.carryOutAgain(step);
    List<StepFact.State> again = run.facts(step);
    assertThat(again).isEqualTo(first);
    if (!LOOKS.contains(step.name())) {
      assertThat(again).containsOnly(StepFact.State.DONE);
    }
  }
}
