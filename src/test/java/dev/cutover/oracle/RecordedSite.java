package dev.cutover.oracle;

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
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/// One database with the four integrations and its own session.
final class RecordedSite implements AutoCloseable {
  private static final Path ORACLE =
      Path.of(System.getProperty("cutover.oracle", "../shared/oracle"))
          .toAbsolutePath()
          .normalize();
  private static final Map<String, String> TOKENS =
      Map.of("JIRA_TOKEN", "jira-token", "GITHUB_TOKEN", "gh-token");

  /// Leaves the test out where there are no recordings.
  static void mustBeThere() {
    assumeTrue(Files.isRegularFile(ORACLE.resolve("serve.py")), "no recordings at " + ORACLE);
  }

  final PipelineFixture fixture = new PipelineFixture();
  final Session session;
  final Map<String, Long> integrations = new LinkedHashMap<>();
  final Map<String, ReplayServer> servers = new LinkedHashMap<>();

  RecordedSite(List<String> names, List<String> switches) throws Exception {
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
                          "story_points", "customfield_10024", "development", "customfield_10000")))
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
