package dev.cutover.cutover.shadow;

import dev.cutover.cutover.shadow.Difference.Facts;
import dev.cutover.cutover.shadow.Difference.Pair;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the old service is known to do otherwise, column by column, each with a look at the values:
/// a fault explains the difference that it makes and no other.
final class KnownFaults {
  private static final Set<String> REVIEWS =
      Set.of("reviewers", "first_review_at", "rework_commit_count", "review_cycles");

  private interface Look {
    @Nullable String why(Pair pair, Facts facts);
  }

  private record Known(String table, String column, Look look) {}

  private static final List<Known> ALL =
      List.of(
          new Known(
              "work_items",
              "parent_external_id",
              (pair, _) -> "the old service never changes a parent once it is written"),
          new Known(
              "work_items",
              "code_changed",
              (pair, _) ->
                  "true".equals(pair.live()) && !"true".equals(pair.shadow())
                      ? "the old service reads an empty development panel as changed code"
                      : null),
          new Known(
              "work_items",
              "assignee",
              (pair, _) ->
                  pair.live() != null
                          && pair.shadow() != null
                          && pair.live().startsWith(pair.shadow() + " <")
                      ? "the old service adds the address to the name"
                      : null),
          new Known("work_items", "description", KnownFaults::flattened),
          new Known("work_items", "acceptance_criteria", KnownFaults::flattened),
          new Known("work_items", "story_points", KnownFaults::wholePoints),
          new Known(
              "changelogs",
              "from_status",
              (pair, _) -> pair.live() == null ? "unknown statuses were left empty" : null),
          new Known(
              "changelogs",
              "to_status",
              (pair, _) -> pair.live() == null ? "unknown statuses were left empty" : null),
          new Known(
              "changelogs",
              "transition_start_date",
              (pair, _) ->
                  Values.isAfter(pair.shadow(), pair.live())
                      ? "on later runs the old service counts from the item's creation"
                      : null),
          new Known("changelogs", "time_in_status_seconds", KnownFaults::overcounted),
          new Known(
              "prs",
              "source",
              (pair, _) ->
                  pair.live() == null ? "the old service does not ask for branches" : null),
          new Known(
              "prs",
              "destination",
              (pair, _) ->
                  pair.live() == null ? "the old service does not ask for branches" : null),
          new Known(
              "prs",
              "review_comment_count",
              (pair, _) ->
                  isLess(pair.live(), pair.shadow())
                      ? "the old service reads ten remarks of a thread at most"
                      : null),
          new Known("prs_comments", "path", KnownFaults::droppedPlace),
          new Known("prs_comments", "position", KnownFaults::droppedPlace),
          new Known("prs_comments", "line", KnownFaults::droppedPlace));

  private KnownFaults() {}

  static Optional<Judgement> judge(Difference row, String column, Pair pair) {
    if (pair.shadow() == null && row.facts().unmapped().contains(column)) {
      return Optional.of(
          Judgement.explained(
              Cause.NO_MAPPING, "no mapping fills it; the load keeps what the old service wrote"));
    }
    for (Known known : ALL) {
      if (known.table().equals(row.table()) && known.column().equals(column)) {
        String why = known.look().why(pair, row.facts());
        if (why != null) {
          return Optional.of(Judgement.explained(Cause.KNOWN_FAULT, why));
        }
      }
    }
    return families(row, column, pair);
  }

  private static Optional<Judgement> families(Difference row, String column, Pair pair) {
    if (row.table().equals("prs") && REVIEWS.contains(column) && isNothing(pair.live())) {
      return Optional.of(
          Judgement.explained(
              Cause.KNOWN_FAULT, "the old service never computes the figures of reviews"));
    }
    if (!row.table().equals("work_items")) {
      return Optional.empty();
    }
    if (column.startsWith("custom_field_") && pair.live() == null) {
      return Optional.of(
          Judgement.explained(
              Cause.KNOWN_FAULT, "the old service loses custom fields at the first insert"));
    }
    if (Metrics.COLUMNS.contains(column)) {
      return Metrics.judge(row.facts(), column, pair);
    }
    return Optional.empty();
  }

  /// Headings, tables, mentions and nested lists were lost: what is left stands in ours, in order.
  private static @Nullable String flattened(Pair pair, Facts facts) {
    if (pair.live() == null || pair.shadow() == null) {
      return null;
    }
    String rest = Values.letters(pair.shadow());
    int from = 0;
    for (String line : pair.live().split("\\R")) {
      String letters = Values.letters(line);
      int at = rest.indexOf(letters, from);
      if (at < 0) {
        return null;
      }
      from = at + letters.length();
    }
    return rest.length() > Values.letters(pair.live()).length()
        ? "the old service loses headings, tables, mentions and nested lists"
        : null;
  }

  private static @Nullable String wholePoints(Pair pair, Facts facts) {
    BigDecimal live = Values.number(pair.live());
    BigDecimal exact = Values.number(facts.exactPoints());
    boolean fraction = exact != null && exact.stripTrailingZeros().scale() > 0;
    return live != null
            && exact != null
            && fraction
            && live.subtract(exact).abs().compareTo(BigDecimal.ONE) < 0
        ? "the old service cuts fractions of points"
        : null;
  }

  private static @Nullable String overcounted(Pair pair, Facts facts) {
    if (pair.live() == null || pair.shadow() == null) {
      return null;
    }
    if (Values.isWholeQuarters(pair.live(), pair.shadow())) {
      return "the old service subtracts local times of different offsets";
    }
    return isLess(pair.shadow(), pair.live())
        ? "on later runs the old service counts from the item's creation"
        : null;
  }

  private static @Nullable String droppedPlace(Pair pair, Facts facts) {
    return pair.live() == null ? "the old service drops where in the code a remark stands" : null;
  }

  private static boolean isNothing(@Nullable String value) {
    return value == null || value.equals("0");
  }

  static boolean isLess(@Nullable String first, @Nullable String second) {
    BigDecimal less = Values.number(first);
    BigDecimal more = Values.number(second);
    return less != null && more != null && less.compareTo(more) < 0;
  }
}
