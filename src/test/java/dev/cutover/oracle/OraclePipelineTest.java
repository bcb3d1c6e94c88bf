package dev.cutover.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.monitor.RunSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Recorded sites through the whole pipeline, over the real database and broker: every cell that
/// has a place in the platform's tables agrees, whatever the source does meanwhile.
class OraclePipelineTest {
  @BeforeEach
  void onlyWhereTheRecordingsAre() {
    RecordedSite.mustBeThere();
  }

  private static void assertCompleted(Map<String, RunSnapshot> ends) {
    assertThat(ends)
        .allSatisfy(
            (name, end) -> assertThat(end.status()).as("%s: %s", name, end).isEqualTo("completed"));
  }

  private static void assertNoDifference(RecordedSite site) throws Exception {
    Expected result = site.compared().result();
    assertThat(result.differences()).isEmpty();
    assertThat(result.cells()).isGreaterThan(500);
    System.out.println("oracle: " + result.cells() + " cells compared, no difference");
    assertThat(site.session.monitor().reconcile(java.util.Optional.empty()).gap()).isZero();
  }

  @Test
  void everyCellAgreesAndASecondRunAddsNothing() throws Exception {
    try (RecordedSite site =
        new RecordedSite(List.of("jira", "jira_en", "jira_server", "github"), List.of())) {
      assertCompleted(site.run(false));
      assertNoDifference(site);
      assertThat(site.count("work_items", "jira_server")).isEqualTo(11);
      assertThat(site.count("changelogs", "jira")).isEqualTo(83);
      Map<String, String> before = site.contents();
      assertCompleted(site.run(false));
      assertThat(site.contents()).isEqualTo(before);
      assertCompleted(site.run(true));
      assertThat(site.contents()).as("a full run").isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--rate-limit-every 4 --retry-after 1 --enforce-retry-after",
        "--github-limit 3 --github-window 2",
        "--error-every 3",
        "--truncate-every 3",
        "--truncate-every 3 --truncate-mode eof",
        "--drop-connection-every 3",
        "--changelog-embed-limit 5",
        "--legacy-search-gone",
        "--page-overlap 7 --scale 9"
      })
  void aFaultySourceChangesNothing(String switches) throws Exception {
    try (RecordedSite site =
        new RecordedSite(List.of("jira", "github"), List.of(switches.split(" ")))) {
      assertCompleted(site.run(false));
      assertNoDifference(site);
      List<String> seen = new ArrayList<>();
      for (ReplayServer server : site.servers.values()) {
        JsonNode stats = server.stats();
        assertThat(stats.path("early_retries").asInt()).as("called before Retry-After").isZero();
        seen.add(stats.path("requests") + " requests, injected " + stats.path("injected"));
      }
      System.out.println("oracle " + switches + ": " + seen);
    }
  }

  @Test
  void twentyCopiesOfEverythingAgreeToo() throws Exception {
    try (RecordedSite site =
        new RecordedSite(List.of("jira", "github"), List.of("--scale", "20"))) {
      assertCompleted(site.run(false));
      assertNoDifference(site);
      assertThat(site.count("work_items", "jira")).isEqualTo(15 * 20);
      assertThat(site.count("changelogs", "jira")).isEqualTo(83 * 20);
      assertThat(site.count("prs", "github")).isEqualTo(24 * 20);
      assertThat(site.count("prs_commits", "github")).isEqualTo(50 * 20);
      assertThat(site.count("prs_reviews", "github")).isEqualTo(15 * 20);
      assertThat(site.count("prs_comments", "github")).isEqualTo(26 * 20);
      Map<String, String> before = site.contents();
      assertCompleted(site.run(true));
      assertThat(site.contents()).isEqualTo(before);
    }
  }
}
