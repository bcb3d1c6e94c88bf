package dev.cutover.cutover.shadow;

import dev.cutover.cutover.shadow.Difference.Facts;
import dev.cutover.cutover.shadow.Difference.Pair;
import java.util.List;
import java.util.Optional;

/// The figures that are computed from an item's status changes: they differ where those differ.
final class Metrics {
  /// Of `work_items`.
  static final List<String> COLUMNS =
      List.of(
          "work_first_committed_at",
          "work_first_started_at",
          "work_last_started_at",
          "work_first_completed_at",
          "work_last_completed_at",
          "total_work_starts",
          "total_completions",
          "total_backlog_returns",
          "total_work_time_seconds",
          "total_review_time_seconds",
          "total_cycle_time_seconds",
          "total_lead_time_seconds",
          "workflow_complexity_score",
          "rework_indicator",
          "direct_completion");

  private Metrics() {}

  static Optional<Judgement> judge(Facts facts, String column, Pair pair) {
    if (!facts.sameChanges()) {
      return Optional.of(
          Judgement.explained(
              Cause.KNOWN_FAULT,
              "computed from status changes that the other side does not have; those are judged"
                  + " in changelogs"));
    }
    return pair.live() != null
            && pair.shadow() != null
            && column.endsWith("_seconds")
            && Values.isWholeQuarters(pair.live(), pair.shadow())
        ? Optional.of(
            Judgement.explained(
                Cause.TIME_ZONE, "the old service subtracts local times of different offsets"))
        : Optional.empty();
  }
}
