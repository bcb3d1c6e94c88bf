package dev.cutover.cutover;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How long the steps are expected to take: as this run's rehearsal measured it, else as long as
/// they took in an earlier run.
public final class Estimates {
  /// The effect of the rehearsal that carries them.
  public static final String REHEARSED = "rehearsal";

  private static final String BEFORE = "estimate.";
  private static final String BEHIND = " ms";

  private Estimates() {}

  /// Evidence of the rehearsal for a step that takes so long.
  public static Evidence told(Evidence evidence, String step, long milliseconds) {
    return evidence.and(BEFORE + step + BEHIND, milliseconds);
  }

  /// The plan with what its rehearsal has measured since it was frozen.
  static CutoverPlan measured(CutoverPlan plan, RunHistory history) {
    Map<String, Duration> all = new HashMap<>(plan.estimates());
    history
        .found(StepName.REHEARSAL, REHEARSED)
        .ifPresent(
            evidence ->
                evidence
                    .facts()
                    .forEach(
                        (name, value) -> {
                          if (name.startsWith(BEFORE) && name.endsWith(BEHIND)) {
                            all.put(
                                name.substring(BEFORE.length(), name.length() - BEHIND.length()),
                                Duration.ofMillis(Long.parseLong(value)));
                          }
                        }));
    return plan.withEstimates(all);
  }

  /// By the word of each step that came to its end in a run.
  public static Map<String, Duration> of(List<JournalRecord> records) {
    RunHistory history = RunHistory.of(records);
    Map<String, Duration> all = new HashMap<>();
    for (StepName step : StepName.values()) {
      StepPast past = history.step(step);
      if (past.verified() && past.begun() != null && past.ended() != null) {
        all.put(step.word(), Duration.between(past.begun(), past.ended()));
      }
    }
    return all;
  }
}
