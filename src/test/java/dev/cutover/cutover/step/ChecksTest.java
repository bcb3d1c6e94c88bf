package dev.cutover.cutover.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.check.Examined;
import dev.cutover.check.Finding;
import dev.cutover.check.Finding.Severity;
import dev.cutover.check.Item;
import dev.cutover.check.Thresholds;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.LockPreflight;
import dev.cutover.cutover.PipelineWork;
import dev.cutover.cutover.Preflight;
import dev.cutover.cutover.RunLock;
import dev.cutover.cutover.Validation;
import dev.cutover.kit.StepRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The steps that only look: what groups of checks say reaches the engine, also what they cannot
/// say.
class ChecksTest {
  private static final PipelineWork ELSEWHERE =
      new PipelineWork() {
        @Override
        public int workers() {
          return 1;
        }

        @Override
        public void takeUp() {}

        @Override
        public void layDown() {}
      };
  private static final Item ITEM = new Item("X1", "integrity", "A title", "rows", "none");

  @Test
  void whatTheChecklistFoundIsWhatTheStepSays() throws InterruptedException {
    assertThat(said(ITEM.pass("all | is well.")).severity()).isEqualTo(Severity.PASS);
    assertThat(said(ITEM.notApplicable("nothing is there")).found()).startsWith("not applicable");
    assertThat(said(ITEM.warn("two.", "Look.")).severity()).isEqualTo(Severity.WARN);
    Finding failed = said(ITEM.fail("three.", "Mend."));
    assertThat(failed.severity()).isEqualTo(Severity.FAIL);
    assertThat(failed.check()).isEqualTo("X1 A title");
    assertThat(failed.found()).contains("three.", "wanted none");
  }

  @Test
  void aGroupThatCannotBeAskedFailsAndHidesNoOther() throws InterruptedException {
    ValidationStep step =
        new ValidationStep(List.of(group(null), group(ITEM.pass("good."))), ELSEWHERE);
    StepRun run = new StepRun(StepRun.plan("r1", Map.of()));
    run.apply(step);
    assertThat(step.verify(run))
        .extracting(Finding::severity)
        .containsExactlyInAnyOrder(Severity.FAIL, Severity.PASS);
    run.undo(step);
    assertThat(step.verifyUndo(run)).isEmpty();
    assertThat(new ValidationStep(List.of(), ELSEWHERE).verify(run))
        .as("nothing was carried out")
        .extracting(Finding::severity)
        .containsOnly(Severity.FAIL);
  }

  @Test
  void preflightTellsAllGroupsAlsoThoseThatBreak() throws InterruptedException {
    Preflight broken =
        new Preflight() {
          @Override
          public String area() {
            return "moon";
          }

          @Override
          public List<Finding> examine(CutoverPlan plan) {
            throw new IllegalStateException("too far");
          }
        };
    PreflightStep step = new PreflightStep(List.of(broken, new LockPreflight(lock(null))));
    assertThat(step.check(new StepRun(StepRun.plan("r1", Map.of()))))
        .extracting(Finding::severity)
        .containsExactly(Severity.FAIL, Severity.PASS);
  }

  @Test
  void anotherConsoleAtWorkFailsAndOurOwnRunDoesNot() {
    LockPreflight held = new LockPreflight(lock("r7"));
    assertThat(held.examine(StepRun.plan("r1", Map.of())).getFirst().severity())
        .isEqualTo(Severity.FAIL);
    assertThat(held.examine(StepRun.plan("r7", Map.of())).getFirst().severity())
        .isEqualTo(Severity.PASS);
  }

  @Test
  void thresholdsAreThoseOfThePlanAndNonsenseIsNamed() {
    Thresholds set = new Thresholds(Map.of("validate.throughput", "12", "validate.read", "soon"));
    assertThat(set.number("validate.throughput")).isEqualTo(12);
    assertThat(set.duration("validate.latency")).isEqualTo(Duration.ofSeconds(1));
    assertThatThrownBy(() -> set.duration("validate.read"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("validate.read must be a duration such as PT1S, and is soon");
    assertThatThrownBy(() -> set.number("validate.sped"))
        .hasMessageContaining("There is no threshold validate.sped");
  }

  private static Finding said(Examined examined) throws InterruptedException {
    ValidationStep step = new ValidationStep(List.of(group(examined)), ELSEWHERE);
    StepRun run = new StepRun(StepRun.plan("r1", Map.of()));
    run.apply(step);
    return step.verify(run).getFirst();
  }

  private static Validation group(@Nullable Examined examined) {
    return new Validation() {
      @Override
      public String area() {
        return "test";
      }

      @Override
      public List<Examined> examine(Scope scope) {
        if (examined == null) {
          throw new IllegalStateException("not there");
        }
        return List.of(examined);
      }
    };
  }

  private static RunLock lock(@Nullable String run) {
    return new RunLock() {
      @Override
      public Attempt acquire(String wanted, String actor) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Attempt takeOver(String wanted, String actor) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Optional<Holder> holder() {
        return Optional.ofNullable(run)
            .map(name -> new Holder(name, "h", 1, "bob", 3, Instant.EPOCH, Instant.EPOCH));
      }
    };
  }
}
