package dev.cutover.transform;

import dev.cutover.pipeline.stage.rows.PrCommitRow;
import dev.cutover.pipeline.stage.rows.PrReviewRow;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the reviews and commits of a pull request say about its way to the merge. Null where the
/// document does not hold what is needed to tell.
///
/// @param reviewers distinct logins that reviewed
/// @param reworkCommits commits written after the first review
/// @param cycles reviews that asked for changes or approved
record ReviewMetrics(
    @Nullable Integer reviewers,
    @Nullable Instant firstReviewAt,
    @Nullable Integer reworkCommits,
    @Nullable Integer cycles) {
  private static final Set<String> VERDICTS = Set.of("CHANGES_REQUESTED", "APPROVED");

  static ReviewMetrics of(
      @Nullable Collection<PrCommitRow> commits, @Nullable Collection<PrReviewRow> reviews) {
    if (reviews == null) {
      return new ReviewMetrics(null, null, null, null);
    }
    Instant first =
        reviews.stream()
            .map(PrReviewRow::submittedAt)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    long reviewers =
        reviews.stream().map(PrReviewRow::authorLogin).filter(Objects::nonNull).distinct().count();
    long cycles =
        reviews.stream()
            .map(PrReviewRow::state)
            .filter(state -> state != null && VERDICTS.contains(state))
            .count();
    return new ReviewMetrics((int) reviewers, first, rework(commits, first), (int) cycles);
  }

  private static @Nullable Integer rework(
      @Nullable Collection<PrCommitRow> commits, @Nullable Instant firstReview) {
    if (firstReview == null) {
      return 0;
    }
    if (commits == null) {
      return null;
    }
    int count = 0;
    for (PrCommitRow commit : commits) {
      Instant written = commit.authoredDate();
      if (written != null && written.isAfter(firstReview)) {
        count++;
      }
    }
    return count;
  }
}
