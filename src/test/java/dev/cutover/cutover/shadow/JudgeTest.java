package dev.cutover.cutover.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.cutover.shadow.Difference.Facts;
import dev.cutover.cutover.shadow.Difference.Pair;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A known fault explains the difference that it makes and no other.
class JudgeTest {
  private static final Facts PLAIN =
      new Facts(
          "2025-01-01 10:00:00",
          "2025-01-01 10:00:00",
          "2025-01-05 00:00:00",
          "2025-02-01 00:00:00",
          "2025-03-01 00:00:00",
          false,
          true,
          0,
          true,
          null,
          Set.of());

  @Test
  void jirasLocalTimeIsExplainedAndAShiftOfGithubsIsNot() {
    Pair shift = new Pair("2025-01-01 12:00:00.5", "2025-01-01 10:00:00.5");
    assertThat(judge("work_items", "created", shift).explained()).isTrue();
    assertThat(judge("prs", "merged_at", shift).explained()).isFalse();
    assertThat(judge("prs", "merged_at", shift).cause()).isEqualTo(Cause.TIME_ZONE);
    Pair odd = new Pair("2025-01-01 12:07:00", "2025-01-01 10:00:00");
    assertThat(judge("work_items", "created", odd))
        .matches(each -> !each.explained() && each.cause() == Cause.VALUE);
    Pair far = new Pair("2025-01-02 12:00:00", "2025-01-01 10:00:00");
    assertThat(judge("work_items", "created", far).explained()).isFalse();
  }

  @Test
  void nameWithAddressIsTheSamePersonOnlyWithTheSameName() {
    assertThat(judge("work_items", "assignee", new Pair("Ann <a@x>", "Ann")).explained()).isTrue();
    assertThat(judge("work_items", "assignee", new Pair("Bob <b@x>", "Ann")).explained()).isFalse();
  }

  @Test
  void proseMayHaveLostPartsButNotGainedThem() {
    Pair lost = new Pair("first\n• second", "Heading\nfirst\n- second\n| table |");
    assertThat(judge("work_items", "description", lost).cause()).isEqualTo(Cause.KNOWN_FAULT);
    Pair gained = new Pair("first\nmore", "first");
    assertThat(judge("work_items", "description", gained).explained()).isFalse();
    assertThat(judge("work_items", "summary", lost).explained()).isFalse();
  }

  @Test
  void changedCodeIsReadFromAnEmptyPanelButNeverTheOtherWay() {
    assertThat(judge("work_items", "code_changed", new Pair("true", "false")).explained()).isTrue();
    assertThat(judge("work_items", "code_changed", new Pair("false", "true")).explained())
        .isFalse();
  }

  @Test
  void cutPointsAreExplainedByTheFractionAlone() {
    Facts half = with(false, true, 0, true, "3.5", Set.of());
    assertThat(judge("work_items", "story_points", new Pair("3", "4"), half).explained()).isTrue();
    assertThat(judge("work_items", "story_points", new Pair("8", "4"), half).explained()).isFalse();
    Facts whole = with(false, true, 0, true, "4", Set.of());
    assertThat(judge("work_items", "story_points", new Pair("3", "4"), whole).explained())
        .isFalse();
  }

  @Test
  void timeInStatusMayBeOvercountedNotUndercounted() {
    String column = "time_in_status_seconds";
    assertThat(judge("changelogs", column, new Pair("5000", "4000")).explained()).isTrue();
    assertThat(judge("changelogs", column, new Pair("4000", "5000")).explained()).isFalse();
    assertThat(judge("changelogs", column, new Pair("1000", "4600")).explained()).isTrue();
  }

  @Test
  void figuresOfReviewsAreMissingInTheOldServiceNotOther() {
    assertThat(judge("prs", "review_cycles", new Pair("0", "3")).explained()).isTrue();
    assertThat(judge("prs", "first_review_at", new Pair(null, "2025-01-01 10:00:00")).explained())
        .isTrue();
    assertThat(judge("prs", "review_cycles", new Pair("2", "3")).explained()).isFalse();
  }

  @Test
  void metricsDifferWithTheChangesThatTheyAreComputedFrom() {
    Pair pair = new Pair("2", "5");
    assertThat(judge("work_items", "total_completions", pair).explained()).isFalse();
    Facts other = with(false, true, 0, false, null, Set.of());
    assertThat(judge("work_items", "total_completions", pair, other).explained()).isTrue();
  }

  @Test
  void aColumnWithoutMappingKeepsTheOldValueButLosesNone() {
    Facts none = with(false, true, 0, true, null, Set.of("team"));
    assertThat(judge("work_items", "team", new Pair("blue", null), none).cause())
        .isEqualTo(Cause.NO_MAPPING);
    assertThat(judge("work_items", "team", new Pair("blue", null)).explained()).isFalse();
    assertThat(judge("work_items", "custom_field_03", new Pair(null, "x")).explained()).isTrue();
    assertThat(judge("work_items", "custom_field_03", new Pair("y", "x")).explained()).isFalse();
  }

  @Test
  void roundingAndEmptinessAreSmall() {
    assertThat(judge("prs", "additions", new Pair("1.04", "1")).cause()).isEqualTo(Cause.ROUNDING);
    assertThat(judge("prs", "additions", new Pair("1.2", "1")).explained()).isFalse();
    assertThat(judge("prs", "body", new Pair("", null)).cause()).isEqualTo(Cause.NULL_OR_EMPTY);
    assertThat(judge("prs", "body", new Pair("x", null)).explained()).isFalse();
  }

  @Test
  void aMissingRowIsExplainedByTimePlaceholderOrPageAlone() {
    assertThat(missing(true, PLAIN).explained()).isFalse();
    assertThat(missing(true, with(true, true, 0, true, null, Set.of())).explained()).isTrue();
    Facts newer =
        new Facts(
            "2025-02-02 00:00:00",
            null,
            null,
            "2025-02-01 00:00:00",
            null,
            false,
            true,
            0,
            true,
            null,
            Set.of());
    assertThat(missing(true, newer).cause()).isEqualTo(Cause.NEWER_IN_SOURCE);
    assertThat(missing(true, with(false, true, 101, true, null, Set.of())).explained()).isTrue();
    assertThat(missing(true, with(false, true, 100, true, null, Set.of())).explained()).isFalse();
    assertThat(missing(false, PLAIN).explained()).isFalse();
    assertThat(missing(false, with(false, false, 0, true, null, Set.of())).explained()).isTrue();
  }

  @Test
  void manyDifferencesAreAFewGroups() {
    DifferenceGroups groups = new DifferenceGroups();
    Difference one =
        new Difference("prs", "k", true, true, Map.of("name", new Pair("a", "b")), PLAIN, 7L);
    for (int i = 0; i < 100_000; i++) {
      groups.take(one);
    }
    assertThat(groups.all()).singleElement().matches(each -> each.count() == 100_000);
  }

  private static Judgement missing(boolean inShadow, Facts facts) {
    return Judge.missing(
        new Difference("changelogs", "k", !inShadow, inShadow, Map.of(), facts, null));
  }

  private static Judgement judge(String table, String column, Pair pair) {
    return judge(table, column, pair, PLAIN);
  }

  private static Judgement judge(String table, String column, Pair pair, Facts facts) {
    return Judge.column(
        new Difference(table, "k", true, true, Map.of(column, pair), facts, null), column, pair);
  }

  private static Facts with(
      boolean discovered,
      boolean active,
      long siblings,
      boolean same,
      @Nullable String points,
      Set<String> unmapped) {
    return new Facts(
        PLAIN.sourceTime(),
        PLAIN.liveSourceTime(),
        PLAIN.liveWritten(),
        PLAIN.horizon(),
        PLAIN.shadowBegan(),
        discovered,
        active,
        siblings,
        same,
        points,
        unmapped);
  }
}
