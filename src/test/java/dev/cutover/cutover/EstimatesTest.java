package dev.cutover.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.cutover.JournalRecord.Phase;
import dev.cutover.kit.StepRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EstimatesTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T22:00:00Z");
  private long seq;

  @Test
  void whatTheRehearsalMeasuredGoesBeforeWhatThePlanKnew() {
    CutoverPlan plan =
        StepRun.plan("r1", Map.of())
            .withEstimates(Map.of("backup", Duration.ofHours(9), "switch", Duration.ofSeconds(4)));
    Evidence told = Estimates.told(Evidence.of("rows", 5), "backup", 90_000);

    CutoverPlan measured =
        Estimates.measured(
            plan,
            RunHistory.of(
                List.of(
                    record("rehearsal", "", Phase.INTENT, Evidence.NONE, 0),
                    record("rehearsal", Estimates.REHEARSED, Phase.INTENT, Evidence.NONE, 1),
                    record("rehearsal", Estimates.REHEARSED, Phase.DONE, told, 2))));

    assertThat(measured.estimates())
        .isEqualTo(Map.of("backup", Duration.ofSeconds(90), "switch", Duration.ofSeconds(4)));
  }

  @Test
  void onlyStepsThatCameToTheirEndTellHowLongTheyTake() {
    assertThat(
            Estimates.of(
                List.of(
                    record("freeze", "", Phase.INTENT, Evidence.NONE, 10),
                    record("freeze", "", Phase.VERIFIED, Evidence.NONE, 17),
                    record("backup", "", Phase.INTENT, Evidence.NONE, 18))))
        .isEqualTo(Map.of("freeze", Duration.ofSeconds(7)));
  }

  private JournalRecord record(
      String step, String effect, Phase phase, Evidence evidence, long seconds) {
    return new JournalRecord(
        ++seq, "r1", step, effect, phase, BEGIN.plusSeconds(seconds), seq, "anna", 1, evidence, "");
  }
}
