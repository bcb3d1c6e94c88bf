package dev.cutover.rawdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.database.LiveRawSource;
import dev.cutover.job.Problem;
import dev.cutover.job.Progress;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.RawTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What became of records from one source to the other, and what the transform makes of them.
class RawComparisonTest {
  private final PipelineFixture old = new PipelineFixture();
  private final PipelineFixture now = new PipelineFixture();
  private final RawTable before = new RawTable(old);
  private final RawTable after = new RawTable(now);

  @AfterEach
  void close() {
    old.close();
    now.close();
  }

  @Test
  void newGoneAndChangedRecordsAreToldByTenantAndEntity() {
    before.row("1", "{\"a\":1}").store();
    before.row("1", "{\"a\":2}").store();
    after.row("1", "{\"a\":2}").store();
    long gone = before.row("2", "{}").store();
    long changed = before.row("3", "{\"s\":\"Open\"}").store();
    long newer = after.row("3", "{\"s\":\"Done\"}").store();
    long added = after.row("4", "{}").entity("jira_projects").store();
    RawComparison.Result result =
        RawComparison.between(
            new LiveRawSource(old.database("ui"), "old"),
            new LiveRawSource(now.database("ui"), "now"),
            RawQuery.EVERYTHING,
            Progress.SILENT);
    assertThat(result.isSame()).isFalse();
    assertThat(result.groups())
        .containsExactly(
            new RawComparison.Group("acme", "jira_issues", 1, 0, 1, 1),
            new RawComparison.Group("acme", "jira_projects", 0, 1, 0, 0));
    assertThat(result.changes())
        .containsExactlyInAnyOrder(
            new RawComparison.Change("acme", "jira_issues", "3", changed, newer),
            new RawComparison.Change("acme", "jira_projects", "4", null, added),
            new RawComparison.Change("acme", "jira_issues", "2", gone, null));
  }

  @Test
  void whatTheTransformDoesNotTakeIsGroupedByItsCause() {
    before.row("1", "{\"v\":1}").seen(1).store();
    before.row("1", "{\"v\":2}").seen(2).store();
    before.row("2", "{}").store();
    before.row("3", "{}").store();
    Problem problem = new Problem("transform.broken", "It is broken.", "");
    RawReplay.Result result =
        RawReplay.run(
            new LiveRawSource(old.database("ui"), "old"),
            RawQuery.EVERYTHING,
            record ->
                record.line().externalId().equals("1")
                    ? new ExpectedRows.Answer.Rows(
                        List.of(new BusinessRow("work_items", "1", Map.of())))
                    : new ExpectedRows.Answer.Rejected(problem),
            (_, _) -> {},
            Progress.SILENT);
    assertThat(result.records()).containsExactly(Map.entry("jira_issues", 3L));
    assertThat(result.rows()).containsExactly(Map.entry("work_items", 1L));
    assertThat(result.superseded()).isEqualTo(1);
    assertThat(result.rejections())
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.records()).isEqualTo(2);
              assertThat(rejection.problem()).isEqualTo(problem);
              assertThat(rejection.examples()).hasSize(2);
            });
  }
}
