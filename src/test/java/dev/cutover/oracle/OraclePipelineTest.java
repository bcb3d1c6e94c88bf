package dev.cutover.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cutover.boot.Home;
import dev.cutover.boot.Session;
import dev.cutover.boot.Target;
import dev.cutover.job.IntegrationId;
import dev.cutover.job.Stage;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestFolder;
import dev.cutover.kit.TestQpid;
import dev.cutover.kit.TestRabbit;
import dev.cutover.monitor.RunSnapshot;
import dev.cutover.pipeline.PipelineRuntime;
import dev.cutover.pipeline.RunRequest;
import dev.cutover.pipeline.RunStart;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.secret.KnownSecrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Recorded sites through the whole pipeline, over the real database and broker: every cell that
/// has a place in the platform's tables agrees, whatever the source does meanwhile.
class OraclePipelineTest {
  private static final Path ORACLE =
      Path.of(System.getProperty("cutover.oracle", "../shared/oracle"))
          .toAbsolutePath()
          .normalize();
  private static final Map<String, String> TOKENS =
      Map.of("JIRA_TOKEN", "jira-token", "GITHUB_TOKEN", "gh-token");

  @BeforeEach
  void onlyWhereTheRecordingsAre() {
    assumeTrue(Files.isRegularFile(ORACLE.resolve("serve.py")), "no recordings at " + ORACLE);
  }

  /// One database with the four integrations and its own session.
  private static final class Site implements AutoCloseable {
    final PipelineFixture fixture = new PipelineFixture();
    final Session session;
    final Map<String, Long> integrations = new LinkedHashMap<>();
    final Map<String, ReplayServer> servers = new LinkedHashMap<>();

    Site(List<String> names, List<String> switches) throws Exception {
      String broker = TestRabbit.available() ? TestRabbit.start().url() : TestQpid.start().url();
      Home home =
          Home.of(
              Map.of("CUTOVER_HOME", TestFolder.create("home").toString()),
              "Linux",
              System.getProperty("user.home", ""));
      session =
          new Session(
              new Target("test", fixture.address().toUri(), broker),
              home,
              new KnownSecrets(),
              TOKENS);
      for (String name : names) {
        boolean github = name.equals("github");
        ReplayServer server = new ReplayServer(ORACLE, github ? "jira" : name, switches);
        servers.put(name, server);
        integrations.put(
            name,
            session
                .integrationAdmin()
                .add(
                    new IntegrationAdmin.NewIntegration(
                        "tenant of " + name,
                        github ? "github" : "jira",
                        server.url(),
                        github ? null : "admin@example.com",
                        github
                            ? Map.of("repos", "panjf2000/ants", "token_env", "GITHUB_TOKEN")
                            : Map.of("token_env", "JIRA_TOKEN"),
                        Map.of(
                            "story_points",
                            "customfield_10024",
                            "development",
                            "customfield_10000")))
                .integration());
      }
    }

    /// Reads all integrations at once, to the end.
    Map<String, RunSnapshot> run(boolean full) {
      Map<String, RunSnapshot> ends = new LinkedHashMap<>();
      try (PipelineRuntime workers = session.workers(EnumSet.allOf(Stage.class), 2)) {
        Map<String, RunStart.Started> started = new LinkedHashMap<>();
        integrations.forEach(
            (name, id) ->
                started.put(
                    name,
                    (RunStart.Started)
                        session
                            .runs()
                            .start(
                                new RunRequest(
                                    new IntegrationId(id), List.of(), 5, full, Map.of(), "test"))));
        workers.start();
        started.forEach(
            (name, run) -> {
              Awaitility.await(name)
                  .atMost(Duration.ofMinutes(4))
                  .pollInterval(Duration.ofMillis(50))
                  .until(() -> session.monitor().run(run.run()).orElseThrow().isOver());
              ends.put(name, session.monitor().run(run.run()).orElseThrow());
            });
      }
      return ends;
    }

    Comparison compared() throws Exception {
      Comparison comparison = new Comparison(ORACLE, fixture);
      for (Map.Entry<String, Long> each : integrations.entrySet()) {
        if (each.getKey().equals("github")) {
          comparison.github(each.getValue());
        } else {
          comparison.jira(each.getKey(), each.getValue());
        }
      }
      return comparison;
    }

    /// Every table's rows as a digest; what moves by design (when seen last) is left out.
    Map<String, String> contents() {
      Map<String, String> digests = new LinkedHashMap<>();
      for (String table :
          List.of(
              "projects",
              "wits",
              "statuses",
              "projects_wits",
              "projects_statuses",
              "work_items",
              "changelogs",
              "work_items_prs_links",
              "repositories",
              "prs",
              "prs_commits",
              "prs_reviews",
              "prs_comments")) {
        digests.put(
            table,
            fixture.text(
                "SELECT count(*) || ' ' || COALESCE(md5(string_agg(x::text, '|' ORDER BY x::text)),"
                    + " '') FROM "
                    + table
                    + " x"));
      }
      digests.put("raw", fixture.text("SELECT count(*) FROM raw_extraction_data"));
      return digests;
    }

    long count(String table, String name) {
      return fixture.number(
          "SELECT count(*) FROM " + table + " WHERE integration_id = " + integrations.get(name));
    }

    @Override
    public void close() {
      session.close();
      servers.values().forEach(ReplayServer::close);
      fixture.close();
    }
  }

  private static void assertCompleted(Map<String, RunSnapshot> ends) {
    assertThat(ends)
        .allSatisfy(
            (name, end) -> assertThat(end.status()).as("%s: %s", name, end).isEqualTo("completed"));
  }

  private static void assertNoDifference(Site site) throws Exception {
    Expected result = site.compared().result();
    assertThat(result.differences()).isEmpty();
    assertThat(result.cells()).isGreaterThan(500);
    System.out.println("oracle: " + result.cells() + " cells compared, no difference");
    assertThat(site.session.monitor().reconcile(java.util.Optional.empty()).gap()).isZero();
  }

  @Test
  void everyCellAgreesAndASecondRunAddsNothing() throws Exception {
    try (Site site = new Site(List.of("jira", "jira_en", "jira_server", "github"), List.of())) {
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
    try (Site site = new Site(List.of("jira", "github"), List.of(switches.split(" ")))) {
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
    try (Site site = new Site(List.of("jira", "github"), List.of("--scale", "20"))) {
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
