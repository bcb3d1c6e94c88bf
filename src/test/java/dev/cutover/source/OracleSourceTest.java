package dev.cutover.source;

import static dev.cutover.source.Fixtures.all;
import static dev.cutover.source.Fixtures.at;
import static dev.cutover.source.Fixtures.drain;
import static dev.cutover.source.Fixtures.integration;
import static dev.cutover.source.Fixtures.number;
import static dev.cutover.source.Fixtures.text;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourcePage;
import dev.cutover.pipeline.stage.SourceProblem;
import dev.cutover.pipeline.stage.SourceRecord;
import dev.cutover.pipeline.stage.SourceSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The recordings as they are.
class OracleSourceTest extends OracleCase {
  private static final Map<String, Integer> ISSUES =
      Map.of("jira", 15, "jira_en", 2, "jira_server", 11);

  @ParameterizedTest
  @ValueSource(strings = {"jira", "jira_en", "jira_server"})
  void everyRecordedIssueComesOnceAndByteForByte(String site) throws Exception {
    String url = serve("--jira", site, "--legacy-search-gone");
    Map<String, SourceRecord> issues =
        of(records(jira(url), EntityType.JIRA_ISSUES), EntityType.JIRA_ISSUES);
    assertThat(issues).hasSize(requireNonNull(ISSUES.get(site)));
    assertThat(bodies(issues)).isEqualTo(recorded(site + "/issues.ndjson"));
    assertThat(issues.values())
        .allSatisfy(
            issue -> {
              assertThat(issue.updatedAt()).isNotNull();
              assertThat(issue.flags()).isEmpty();
            });
  }

  @Test
  void projectsComeWithTheirTypesAndStatusesWithTheirProjects() throws Exception {
    String url = serve();
    Map<EntityType, Map<String, SourceRecord>> projects =
        records(jira(url), EntityType.JIRA_PROJECTS);
    assertThat(of(projects, EntityType.JIRA_PROJECTS)).hasSize(12);
    assertThat(of(projects, EntityType.JIRA_ISSUE_TYPES)).hasSize(5);
    assertThat(bodies(of(projects, EntityType.JIRA_PROJECTS)))
        .isEqualTo(recorded("jira/projects.ndjson"));
    Map<EntityType, Map<String, SourceRecord>> statuses =
        records(jira(url), EntityType.JIRA_STATUSES);
    assertThat(bodies(of(statuses, EntityType.JIRA_STATUSES)))
        .isEqualTo(recorded("jira/statuses.ndjson"));
    assertThat(of(statuses, EntityType.JIRA_PROJECT_STATUSES).keySet())
        .isEqualTo(of(projects, EntityType.JIRA_PROJECTS).keySet());
  }

  @Test
  void aReaderLimitedToProjectsReadsNoOthers() throws Exception {
    String url = serve();
    IntegrationSettings some =
        integration(
            "jira", url, "admin@example.com", "jira-token", Map.of("projects", "EE, cc"), Map.of());
    assertThat(of(records(some, EntityType.JIRA_PROJECTS), EntityType.JIRA_PROJECTS)).hasSize(2);
    assertThat(of(records(some, EntityType.JIRA_STATUSES), EntityType.JIRA_PROJECT_STATUSES))
        .hasSize(2);
    assertThat(of(records(some, EntityType.JIRA_ISSUES), EntityType.JIRA_ISSUES)).hasSize(15);
  }

  @Test
  void aBoundInTheTimeZoneOfTheAccountLosesNothing() throws Exception {
    String url = serve();
    // EE-1 was changed at 2021-03-28T08:06:08Z, EE-20 in August, the other 13 before that minute or
    // in it
    List<String> keys = new ArrayList<>();
    for (SourcePage page :
        drain(
            sources.open(
                jira(url), EntityType.JIRA_ISSUES, Fixtures.since("2021-03-28T08:06:08Z"), null))) {
      page.records().forEach(record -> keys.add(text(JsonSlice.of(record.body()), "key")));
    }
    assertThat(keys).contains("EE-1", "EE-20", "EE-9").doesNotContain("EE-5", "EE-6");
  }

  @Test
  void aReaderResumesAtTheCursorOfTheLastPage() throws Exception {
    String url = serve("--scale", "30");
    List<String> whole =
        Fixtures.ids(drain(sources.open(jira(url), EntityType.JIRA_ISSUES, all(), null)));
    List<String> resumed = new ArrayList<>();
    String cursor = null;
    do {
      try (SourceSystem.Reader reader =
          sources.open(jira(url), EntityType.JIRA_ISSUES, all(), cursor)) {
        SourcePage page = reader.next();
        page.records().forEach(record -> resumed.add(record.externalId()));
        cursor = page.cursor();
      }
    } while (cursor != null);
    assertThat(whole).hasSize(450).doesNotHaveDuplicates();
    assertThat(resumed).isEqualTo(whole);
  }

  @Test
  void pullRequestsHoldEverythingThatWasRecorded() throws Exception {
    String url = serve();
    Map<String, SourceRecord> prs =
        of(records(gitHub(url), EntityType.GITHUB_PRS), EntityType.GITHUB_PRS);
    assertThat(prs).hasSize(24);
    int commits = 0;
    int reviews = 0;
    int comments = 0;
    int threadComments = 0;
    for (SourceRecord pr : prs.values()) {
      JsonSlice body = JsonSlice.of(pr.body());
      commits += at(body, "commits", "nodes").elements().size();
      reviews += at(body, "reviews", "nodes").elements().size();
      comments += at(body, "comments", "nodes").elements().size();
      for (JsonSlice thread : at(body, "reviewThreads", "nodes").elements()) {
        threadComments += at(thread, "comments", "nodes").elements().size();
      }
      assertThat(pr.updatedAt()).isNotNull();
      assertThat(text(body, "fullDatabaseId")).isNotEmpty();
    }
    assertThat(List.of(commits, reviews, comments, threadComments))
        .isEqualTo(List.of(50, 15, 18, 8));
    Map<String, SourceRecord> repositories =
        of(records(gitHub(url), EntityType.GITHUB_REPOSITORIES), EntityType.GITHUB_REPOSITORIES);
    assertThat(bodies(repositories)).isEqualTo(recorded("github/repos.ndjson"));
  }

  @Test
  void aTestNamesWhatAnswered() throws Exception {
    String url = serve();
    assertThat(sources.test(jira(url))).contains("Jira Cloud", "oracle", "+08:00");
    assertThat(sources.test(gitHub(url))).contains("GitHub", "oracle", "panjf2000/ants");
  }

  @Test
  void wrongCredentialsAreToldAtOnceAndWithoutTheSecret() throws Exception {
    String url = serve();
    IntegrationSettings wrong =
        integration("jira", url, "admin@example.com", "wrong-canary", Map.of(), Map.of());
    try (SourceSystem.Reader reader = sources.open(wrong, EntityType.JIRA_ISSUES, all(), null)) {
      reader.next();
    } catch (SourceProblem problem) {
      assertThat(problem.kind()).isEqualTo(SourceProblem.Kind.PERMANENT);
      assertThat(problem.problem().code()).isEqualTo("source.unauthorised");
      assertThat(problem.problem().toString())
          .doesNotContain("canary")
          .contains("Integration 7", url);
    }
    assertThat(number(stats(url), "unauthorised")).isEqualTo(1);
  }

  @Test
  void anExportOfTheRecordingsReadsLikeTheSourceItself() throws Exception {
    String url = serve();
    Path folder = Files.createTempDirectory("export");
    Files.copy(ORACLE.resolve("raw/jira/issues.ndjson"), folder.resolve("jira_issues.ndjson"));
    Files.copy(ORACLE.resolve("raw/jira/projects.ndjson"), folder.resolve("jira_projects.ndjson"));
    Files.copy(
        ORACLE.resolve("raw/github/repos.ndjson"), folder.resolve("github_repositories.ndjson"));
    IntegrationSettings files =
        integration("files", "", null, "", Map.of("path", folder.toString()), Map.of());
    assertThat(digests(of(records(files, EntityType.JIRA_ISSUES), EntityType.JIRA_ISSUES)))
        .isEqualTo(digests(of(records(jira(url), EntityType.JIRA_ISSUES), EntityType.JIRA_ISSUES)));
    assertThat(of(records(files, EntityType.JIRA_PROJECTS), EntityType.JIRA_PROJECTS)).hasSize(12);
    assertThat(of(records(files, EntityType.GITHUB_REPOSITORIES), EntityType.GITHUB_REPOSITORIES))
        .containsOnlyKeys("134018330");
  }
}
