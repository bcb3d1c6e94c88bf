package dev.cutover.cutover.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.check.Finding;
import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.Effect;
import dev.cutover.cutover.Evidence;
import dev.cutover.cutover.StepContext;
import dev.cutover.cutover.StepName;
import dev.cutover.job.Progress;
import dev.cutover.kit.CutoverSketch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// S13 under a clock of the test.
class SoakTest {
  private Instant now = Instant.parse("2026-11-29T12:00:00Z");
  private Optional<Evidence> begun = Optional.empty();
  private final Soak soak = new Soak();
  private final StepContext context = new AtSomeTime();

  @Test
  void beforeItsTimeTheGoIsAskedAsEarlyAndAfterItAsDue() throws Exception {
    for (Effect effect : soak.effects(context)) {
      begun = Optional.of(effect.apply(context));
    }
    now = now.plus(Duration.ofHours(5));
    assertThat(soak.verify(context))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo(Soak.GO);
              assertThat(finding.severity()).isEqualTo(Finding.Severity.WARN);
              assertThat(finding.found()).contains("PT5H", "PT24H", "2026-11-30T12:00:00Z");
              assertThat(finding.remedy()).contains("before the time");
            });

    now = now.plus(Duration.ofHours(19));

    assertThat(soak.verify(context).getFirst().found())
        .isEqualTo("The pipeline has been watched for PT24H.");
  }

  private final class AtSomeTime implements StepContext {
    @Override
    public CutoverPlan plan() {
      return CutoverSketch.plan("run-1", CutoverSketch.ORDER);
    }

    @Override
    public String run() {
      return "run-1";
    }

    @Override
    public String actor() {
      return "anna";
    }

    @Override
    public InstantSource clock() {
      return () -> now;
    }

    @Override
    public Progress progress() {
      return Progress.SILENT;
    }

    @Override
    public void doing(String text) {}

    @Override
    public Optional<Evidence> found(StepName step, String effect) {
      return begun;
    }

    @Override
    public Optional<Evidence> before(StepName step, String effect) {
      return Optional.empty();
    }

    @Override
    public void mustHold() {}

    @Override
    public long epoch() {
      return 1;
    }
  }
}
