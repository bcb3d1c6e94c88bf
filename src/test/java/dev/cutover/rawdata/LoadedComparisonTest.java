package dev.cutover.rawdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.rawdata.LoadedComparison.Presence;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What should be loaded beside what is.
class LoadedComparisonTest {

  private static BusinessRow item(String id, String summary) {
    Map<String, String> values = new HashMap<>();
    values.put("external_id", id);
    values.put("summary", summary);
    return BusinessTable.WORK_ITEMS.row(values);
  }

  @Test
  void everyRowOfEitherSideIsNamed() {
    List<LoadedComparison.Row> rows =
        LoadedComparison.of(
            List.of(item("1", "a"), item("2", "b"), item("3", "c")),
            List.of(item("4", "d"), item("2", "x"), item("1", "a")));
    assertThat(rows)
        .extracting(LoadedComparison.Row::presence)
        .containsExactly(
            Presence.SAME, Presence.DIFFERENT, Presence.NOT_LOADED, Presence.ONLY_LOADED);
    assertThat(rows).extracting(LoadedComparison.Row::key).containsExactly("1", "2", "3", "4");
    assertThat(rows.get(1).columns())
        .contains(new LoadedComparison.Column("summary", "b", "x", false));
  }

  @Test
  void valuesAreComparedByWhatTheyMean() {
    assertThat(BusinessTable.text(Instant.parse("2026-01-01T10:00:00.123456789Z")))
        .isEqualTo(BusinessTable.text(LocalDateTime.parse("2026-01-01T10:00:00.123456")));
    assertThat(BusinessTable.text(3.0)).isEqualTo("3");
    assertThat(BusinessTable.text(1e21)).isEqualTo("1000000000000000000000");
    assertThat(BusinessTable.text(null)).isNull();
    assertThat(
            BusinessTable.PRS_COMMENTS
                .row(Map.of("pr_external_id", "p", "comment_type", "review", "external_id", "7"))
                .key())
        .isEqualTo("p / review / 7");
  }
}
