package dev.cutover.source;

import static dev.cutover.source.Fixtures.at;
import static dev.cutover.source.Fixtures.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.SourceRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The recordings through a server that fails, cuts and limits.
class OracleFaultsTest extends OracleCase {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--error-every 4",
        "--drop-connection-every 4",
        "--truncate-every 3",
        "--truncate-every 3 --truncate-mode eof",
        "--rate-limit-every 5 --retry-after 1 --enforce-retry-after",
        "--page-overlap 3",
        "--changelog-embed-limit 5 --error-every 7",
        "--legacy-search-gone --truncate-every 5"
      })
  void faultsCostTimeButNoRecord(String faults) throws Exception {
    String url = serve((faults + " --scale 8").split(" "));
    Map<EntityType, Map<String, SourceRecord>> issues = records(jira(url), EntityType.JIRA_ISSUES);
    assertThat(of(issues, EntityType.JIRA_ISSUES)).hasSize(120);
    assertThat(of(records(jira(url), EntityType.JIRA_PROJECTS), EntityType.JIRA_PROJECTS))
        .hasSize(12);
    assertThat(of(records(jira(url), EntityType.JIRA_STATUSES), EntityType.JIRA_STATUSES))
        .hasSize(53);
    Map<String, SourceRecord> prs =
        of(records(gitHub(url), EntityType.GITHUB_PRS), EntityType.GITHUB_PRS);
    assertThat(prs).hasSize(192);
    assertThat(number(stats(url), "early_retries")).as("calls before the time named").isZero();
    if (faults.contains("embed")) {
      assertThat(of(issues, EntityType.JIRA_ISSUES).values())
          .allSatisfy(
              issue -> {
                JsonSlice log = at(JsonSlice.of(issue.body()), "changelog");
                assertThat(at(log, "histories").elements())
                    .hasSize((int) number(log, "total"))
                    .hasSizeGreaterThan(5);
                assertThat(issue.flags()).containsExactly("changelog_paged");
              });
    }
  }

  /// A page of the statuses takes 14 calls; none of its attempts is let through more than two.
  @ParameterizedTest
  @ValueSource(ints = {3})
  void aSourceThatAllowsFewCallsAtATimeIsReadToTheEnd(int every) throws Exception {
    String url =
        serve(
            "--rate-limit-every",
            "" + every,
            "--retry-after",
            "1",
            "--enforce-retry-after",
            "--changelog-embed-limit",
            "20");
    assertThat(of(records(jira(url), EntityType.JIRA_STATUSES), EntityType.JIRA_PROJECT_STATUSES))
        .hasSize(12);
    assertThat(of(records(jira(url), EntityType.JIRA_ISSUES), EntityType.JIRA_ISSUES)).hasSize(15);
    assertThat(number(stats(url), "early_retries")).isZero();
  }

  @Test
  void aUsedUpBudgetOfGitHubIsWaitedOut() throws Exception {
    String url =
        serve(
            "--github-limit", "3", "--github-window", "3", "--scale", "8", "--enforce-retry-after");
    assertThat(of(records(gitHub(url), EntityType.GITHUB_PRS), EntityType.GITHUB_PRS)).hasSize(192);
    assertThat(stats(url).at("status", "403")).as("calls beyond the budget").isNull();
  }
}
