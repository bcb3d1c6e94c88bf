package dev.cutover.cutover.shadow;

import dev.cutover.cutover.shadow.Difference.Facts;
import dev.cutover.cutover.shadow.Difference.Pair;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says of a difference what it is. The order counts: what is simply newer explains every column of
/// its row, then the known faults of the old service ([KnownFaults]), then what kind of difference
/// the values show by themselves.
final class Judge {
  private static final Set<String> JIRA = Set.of("work_items", "changelogs");
  private static final long CAPPED = 100;
  private static final long CAPPED_REMARKS = 10;

  private Judge() {}

  static Judgement missing(Difference row) {
    return row.shadow() ? missingInLive(row) : missingInShadow(row.facts());
  }

  private static Judgement missingInLive(Difference row) {
    Facts facts = row.facts();
    if (facts.discovered()) {
      return Judgement.explained(
          Cause.KNOWN_FAULT,
          "named by another record only; the old service left such references empty");
    }
    if (Values.isAfter(facts.sourceTime(), facts.horizon())) {
      return Judgement.explained(
          Cause.NEWER_IN_SOURCE, "changed at the source after the old service's last run began");
    }
    boolean capped =
        switch (row.table()) {
          case "changelogs", "prs_commits", "prs_reviews" -> facts.siblings() > CAPPED;
          case "prs_comments" -> facts.siblings() > CAPPED_REMARKS;
          default -> false;
        };
    return capped
        ? Judgement.explained(
            Cause.KNOWN_FAULT, "the old service read only the first page of what hangs on a record")
        : Judgement.open(Cause.MISSING_IN_LIVE, "the old service does not have the row");
  }

  private static Judgement missingInShadow(Facts facts) {
    if (!facts.liveActive()) {
      return Judgement.explained(
          Cause.MISSING_IN_SHADOW, "the old service has it as inactive: gone from the source");
    }
    return Values.isAfter(facts.liveWritten(), facts.shadowBegan())
        ? Judgement.explained(
            Cause.NEWER_IN_LIVE, "written by the old service after the shadow was begun")
        : Judgement.open(
            Cause.MISSING_IN_SHADOW, "the source did not give it, or the pipeline lost it");
  }

  static Judgement column(Difference row, String column, Pair pair) {
    return newer(row.facts())
        .or(() -> KnownFaults.judge(row, column, pair))
        .orElseGet(() -> byValue(row.table(), pair));
  }

  /// The source's own time of the record differs, and not by a time zone.
  private static Optional<Judgement> newer(Facts facts) {
    Duration apart = Values.apart(facts.liveSourceTime(), facts.sourceTime());
    if (apart == null || apart.isZero() || Values.isZoneShift(apart)) {
      return Optional.empty();
    }
    if (!apart.isNegative() && Values.isAfter(facts.sourceTime(), facts.horizon())) {
      return Optional.of(
          Judgement.explained(
              Cause.NEWER_IN_SOURCE,
              "changed at the source after the old service's last run began"));
    }
    return apart.isNegative() && Values.isAfter(facts.liveWritten(), facts.shadowBegan())
        ? Optional.of(
            Judgement.explained(
                Cause.NEWER_IN_LIVE, "written by the old service after the shadow was begun"))
        : Optional.empty();
  }

  private static Judgement byValue(String table, Pair pair) {
    @Nullable String live = pair.live();
    @Nullable String shadow = pair.shadow();
    if (live == null || shadow == null) {
      String there = live == null ? shadow : live;
      return there == null || there.isBlank()
          ? Judgement.explained(
              Cause.NULL_OR_EMPTY, "no value on one side, an empty one on the other")
          : Judgement.open(Cause.VALUE, live == null ? "empty in live" : "empty in shadow");
    }
    LocalDateTime before = Values.time(live);
    LocalDateTime after = Values.time(shadow);
    if (before != null && after != null) {
      Duration apart = Duration.between(before, after);
      if (Values.isZoneShift(apart)) {
        String hours = apart.toMinutes() / 60.0 + " hours apart";
        return JIRA.contains(table)
            ? Judgement.explained(
                Cause.TIME_ZONE, "the old service kept Jira's local time and dropped the offset")
            : Judgement.open(Cause.TIME_ZONE, hours);
      }
      return Judgement.open(Cause.VALUE, "another time");
    }
    if (Values.isRounding(live, shadow)) {
      return Judgement.explained(Cause.ROUNDING, "the same number to a tenth");
    }
    return Judgement.open(
        Cause.VALUE,
        Values.letters(live).equals(Values.letters(shadow))
            ? "the same letters and digits, other signs or spaces"
            : "another value");
  }
}
