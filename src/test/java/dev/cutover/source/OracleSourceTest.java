package dev.cutover.source;

import static dev.cutover.source.Fixtures.all;
import static dev.cutover.source.Fixtures.drain;
import static dev.cutover.source.Fixtures.integration;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourcePage;
import dev.cutover.pipeline.stage.SourceProblem;
import dev.cutover.pipeline.stage.SourceRecord;
import dev.cutover.pipeline.stage.SourceSystem;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reads recorded answers of real servers through the replay server that lies beside them; runs
/// only where that folder is (`-Dcutover.oracle=` or `CUTOVER_ORACLE`).
class OracleSourceTest {
  private static final Path ORACLE = oracle();
  private static final Map<String, Integer> ISSUES =
      Map.of("jira", 15, "jira_en", 2, "jira_server", 11);

  private final List<Process> servers = new ArrayList<>();
  private final Sources sources =
      new Sources(
          SourceTime.of(InstantSource.system()),
          new Random(3),
          HttpLimits.DEFAULT,
          HttpClient.newBuilder());

  @BeforeAll
  static void onlyWhereTheRecordingsAre() {
    assumeTrue(Files.isRegularFile(ORACLE.resolve("serve.py")), "no recordings at hand");
  }

  @AfterEach
  void stop() {
    servers.forEach(Process::destroy);
    sources.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jira", "jira_en", "jira_server"})
  void everyRecordedIssueComesOnceAndByteForByte(String site) throws Exception {
    String url = serve("--jira", site, "--legacy-search-gone");
    Map<String, SourceRecord> issues =
        records(jira(url), EntityType.JIRA_ISSUES).get(EntityType.JIRA_ISSUES);
    assertThat(issues).hasSize(ISSUES.get(site));
    assertThat(bodies(issues)).isEqualTo(recorded(site + "/issues.ndjson"));
    assertThat(issues.values())
        .allSatisfy(
            issue -> {
              assertThat(issue.updatedAt()).isNotNull();
              assertThat(issue.flags()).isEmpty();
            });
  }

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
    String url = serve((faults + " --scale 20").split(" "));
    Map<EntityType, Map<String, SourceRecord>> issues = records(jira(url), EntityType.JIRA_ISSUES);
    assertThat(issues.get(EntityType.JIRA_ISSUES)).hasSize(300);
    assertThat(records(jira(url), EntityType.JIRA_PROJECTS).get(EntityType.JIRA_PROJECTS))
        .hasSize(12);
    assertThat(records(jira(url), EntityType.JIRA_STATUSES).get(EntityType.JIRA_STATUSES))
        .hasSize(53);
    Map<String, SourceRecord> prs =
        records(gitHub(url), EntityType.GITHUB_PRS).get(EntityType.GITHUB_PRS);
    assertThat(prs).hasSize(480);
    assertThat(stats(url).at("early_retries").number(-1))
        .as("calls before the time named")
        .isZero();
    if (faults.contains("embed")) {
      assertThat(issues.get(EntityType.JIRA_ISSUES).values())
          .allSatisfy(
              issue -> {
                JsonSlice log = JsonSlice.of(issue.body()).member("changelog");
                assertThat(log.member("histories").elements())
                    .hasSize((int) log.member("total").number(-1))
                    .hasSizeGreaterThan(5);
                assertThat(issue.flags()).containsExactly("changelog_paged");
              });
    }
  }

  /// A page of the statuses takes 14 calls; none of its attempts is let through more than two.
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
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
    assertThat(records(jira(url), EntityType.JIRA_STATUSES).get(EntityType.JIRA_PROJECT_STATUSES))
        .hasSize(12);
    assertThat(records(jira(url), EntityType.JIRA_ISSUES).get(EntityType.JIRA_ISSUES)).hasSize(15);
    assertThat(stats(url).at("early_retries").number(-1)).isZero();
  }

  @Test
  void projectsComeWithTheirTypesAndStatusesWithTheirProjects() throws Exception {
    String url = serve();
    Map<EntityType, Map<String, SourceRecord>> projects =
        records(jira(url), EntityType.JIRA_PROJECTS);
    assertThat(projects.get(EntityType.JIRA_PROJECTS)).hasSize(12);
    assertThat(projects.get(EntityType.JIRA_ISSUE_TYPES)).hasSize(5);
    assertThat(bodies(projects.get(EntityType.JIRA_PROJECTS)))
        .isEqualTo(recorded("jira/projects.ndjson"));
    Map<EntityType, Map<String, SourceRecord>> statuses =
        records(jira(url), EntityType.JIRA_STATUSES);
    assertThat(bodies(statuses.get(EntityType.JIRA_STATUSES)))
        .isEqualTo(recorded("jira/statuses.ndjson"));
    assertThat(statuses.get(EntityType.JIRA_PROJECT_STATUSES).keySet())
        .isEqualTo(projects.get(EntityType.JIRA_PROJECTS).keySet());
  }

  @Test
  void aReaderLimitedToProjectsReadsNoOthers() throws Exception {
    String url = serve();
    IntegrationSettings some =
        integration(
            "jira", url, "admin@example.com", "jira-token", Map.of("projects", "EE, cc"), Map.of());
    assertThat(records(some, EntityType.JIRA_PROJECTS).get(EntityType.JIRA_PROJECTS)).hasSize(2);
    assertThat(records(some, EntityType.JIRA_STATUSES).get(EntityType.JIRA_PROJECT_STATUSES))
        .hasSize(2);
    assertThat(records(some, EntityType.JIRA_ISSUES).get(EntityType.JIRA_ISSUES)).hasSize(15);
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
      page.records().forEach(record -> keys.add(JsonSlice.of(record.body()).member("key").text()));
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
        records(gitHub(url), EntityType.GITHUB_PRS).get(EntityType.GITHUB_PRS);
    assertThat(prs).hasSize(24);
    int commits = 0;
    int reviews = 0;
    int comments = 0;
    int threadComments = 0;
    for (SourceRecord pr : prs.values()) {
      JsonSlice body = JsonSlice.of(pr.body());
      commits += body.at("commits", "nodes").elements().size();
      reviews += body.at("reviews", "nodes").elements().size();
      comments += body.at("comments", "nodes").elements().size();
      for (JsonSlice thread : body.at("reviewThreads", "nodes").elements()) {
        threadComments += thread.at("comments", "nodes").elements().size();
      }
      assertThat(pr.updatedAt()).isNotNull();
      assertThat(body.at("fullDatabaseId").text()).isNotEmpty();
    }
    assertThat(List.of(commits, reviews, comments, threadComments))
        .isEqualTo(List.of(50, 15, 18, 8));
    Map<String, SourceRecord> repositories =
        records(gitHub(url), EntityType.GITHUB_REPOSITORIES).get(EntityType.GITHUB_REPOSITORIES);
    assertThat(bodies(repositories)).isEqualTo(recorded("github/repos.ndjson"));
  }

  @Test
  void aUsedUpBudgetOfGitHubIsWaitedOut() throws Exception {
    String url =
        serve(
            "--github-limit",
            "4",
            "--github-window",
            "3",
            "--scale",
            "20",
            "--enforce-retry-after");
    assertThat(records(gitHub(url), EntityType.GITHUB_PRS).get(EntityType.GITHUB_PRS)).hasSize(480);
    assertThat(stats(url).at("status", "403")).as("calls beyond the budget").isNull();
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
    assertThat(stats(url).member("unauthorised").number(0)).isEqualTo(1);
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
    assertThat(digests(records(files, EntityType.JIRA_ISSUES).get(EntityType.JIRA_ISSUES)))
        .isEqualTo(digests(records(jira(url), EntityType.JIRA_ISSUES).get(EntityType.JIRA_ISSUES)));
    assertThat(records(files, EntityType.JIRA_PROJECTS).get(EntityType.JIRA_PROJECTS)).hasSize(12);
    assertThat(records(files, EntityType.GITHUB_REPOSITORIES).get(EntityType.GITHUB_REPOSITORIES))
        .containsOnlyKeys("134018330");
  }

  /// Reads everything as the pipeline does: a wait that is asked for is waited, a passing trouble
  /// tried again, each time with a new reader from the last cursor.
  private Map<EntityType, Map<String, SourceRecord>> records(
      IntegrationSettings integration, EntityType entity) throws InterruptedException {
    Map<EntityType, Map<String, SourceRecord>> found = new TreeMap<>();
    String cursor = null;
    int troubles = 0;
    while (true) {
      try (SourceSystem.Reader reader = sources.open(integration, entity, all(), cursor)) {
        while (true) {
          SourcePage page = reader.next();
          assertThat(page.rejects()).isEmpty();
          for (SourceRecord record : page.records()) {
            found
                .computeIfAbsent(record.entity(), _ -> new LinkedHashMap<>())
                .put(record.externalId(), record);
          }
          cursor = page.cursor();
          if (cursor == null) {
            return found;
          }
        }
      } catch (SourceProblem problem) {
        troubles += problem.retryAfter() == null ? 1 : 0;
        assertThat(troubles).as(problem.problem().toString()).isLessThan(20);
        assertThat(problem.kind())
            .as(problem.problem().toString())
            .isNotEqualTo(SourceProblem.Kind.PERMANENT);
        if (problem.retryAfter() != null) {
          Thread.sleep(problem.retryAfter());
        }
      }
    }
  }

  private static Map<String, String> bodies(Map<String, SourceRecord> records) {
    Map<String, String> bodies = new TreeMap<>();
    records.forEach((id, record) -> bodies.put(id, new String(record.body(), UTF_8)));
    return bodies;
  }

  private static Map<String, String> digests(Map<String, SourceRecord> records) {
    Map<String, String> digests = new TreeMap<>();
    records.forEach(
        (id, record) -> digests.put(id, java.util.HexFormat.of().formatHex(record.sha256())));
    return digests;
  }

  private static Map<String, String> recorded(String file) throws IOException {
    Map<String, String> bodies = new TreeMap<>();
    try (Stream<String> lines = Files.lines(ORACLE.resolve("raw").resolve(file))) {
      lines
          .filter(line -> !line.isBlank())
          .forEach(
              line -> {
                JsonSlice data = JsonSlice.of(line.getBytes(UTF_8)).member("data");
                bodies.put(data.member("id").text(), new String(data.copy(), UTF_8));
              });
    }
    return bodies;
  }

  private IntegrationSettings jira(String url) {
    return integration(
        "jira",
        url,
        "admin@example.com",
        "jira-token",
        Map.of(),
        Map.of("development", "customfield_10000"));
  }

  private IntegrationSettings gitHub(String url) {
    return integration(
        "github", url, null, "gh-token", Map.of("repos", "panjf2000/ants"), Map.of());
  }

  private static JsonSlice stats(String url) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return JsonSlice.of(
          http.send(
                  HttpRequest.newBuilder(URI.create(url + "/__oracle/stats")).build(),
                  HttpResponse.BodyHandlers.ofByteArray())
              .body());
    }
  }

  private String serve(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "python3",
                ORACLE.resolve("serve.py").toString(),
                "--data",
                ORACLE.toString(),
                "--port",
                "0"));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    servers.add(process);
    BufferedReader out = process.inputReader(UTF_8);
    String line = out.readLine();
    assertThat(line).as("first line of the replay server").isNotNull();
    return JsonSlice.of(line.getBytes(UTF_8)).member("listening").text();
  }

  private static Path oracle() {
    String property = System.getProperty("cutover.oracle");
    String variable = System.getenv("CUTOVER_ORACLE");
    return Path.of(property != null ? property : variable != null ? variable : "../shared/oracle");
  }
}
