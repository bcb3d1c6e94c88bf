package dev.cutover.source;

import static dev.cutover.source.Fixtures.QUICK;
import static dev.cutover.source.Fixtures.SECRET;
import static dev.cutover.source.Fixtures.all;
import static dev.cutover.source.Fixtures.drain;
import static dev.cutover.source.Fixtures.gitHub;
import static dev.cutover.source.Fixtures.ids;
import static dev.cutover.source.StubServer.json;
import static dev.cutover.source.StubServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.job.EntityType;
import dev.cutover.kit.TestCertificate;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourceProblem;
import dev.cutover.pipeline.stage.SourceProblem.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// To whom credentials go, and whose answers are believed.
@Timeout(60)
class SourceTrustTest extends ClientCase {
  @Test
  void case54_aLoginPageIsNoData() throws Exception {
    try (StubServer page =
            new StubServer(
                (_, out) ->
                    reply(
                        out,
                        200,
                        "text/html; charset=utf-8",
                        "<!DOCTYPE html><title>Log in</title>"));
        StubServer liar = new StubServer((_, out) -> json(out, "\r\n <html>Log in</html>"))) {
      assertThat(problem(page).problem().code()).isEqualTo("source.login_page");
      assertThat(problem(liar).problem().code()).isEqualTo("source.login_page");
      assertThat(problem(page).kind()).isEqualTo(Kind.PERMANENT);
    }
  }

  @Test
  void case54_credentialsNeverFollowARedirectToAnotherHost() throws Exception {
    try (StubServer other = new StubServer((_, out) -> json(out, GOOD));
        StubServer server =
            new StubServer(
                (_, out) -> moved(out, "http://127.0.0.1:" + other.port() + "/repos/a/b"))) {
      SourceProblem problem = problem(server);
      assertThat(problem.kind()).isEqualTo(Kind.PERMANENT);
      assertThat(problem.problem().code()).isEqualTo("source.redirect");
      assertThat(problem.problem().what()).contains("127.0.0.1:" + other.port());
      assertThat(other.requests).isEmpty();
    }
  }

  @Test
  void case54_aRedirectFromHttpsToHttpIsRefused(
      @org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) throws Exception {
    SSLContext tls = new TestCertificate(folder, "dns:localhost").showingIt();
    try (StubServer clear = new StubServer((_, out) -> json(out, GOOD));
        StubServer server =
            new StubServer(
                "https",
                tls.getServerSocketFactory(),
                (_, out) -> moved(out, "http://localhost:" + clear.port() + "/repos/a/b"));
        Sources trusting =
            new Sources(
                time,
                RandomGenerator.getDefault(),
                QUICK,
                HttpClient.newBuilder().sslContext(tls))) {
      SourceProblem problem =
          problem(
              trusting.open(
                  gitHub(server.url(), Map.of("repos", "a/b")),
                  EntityType.GITHUB_REPOSITORIES,
                  all(),
                  null));
      assertThat(problem.problem().code()).isEqualTo("source.redirect");
      assertThat(problem.kind()).isEqualTo(Kind.PERMANENT);
      assertThat(clear.requests).isEmpty();
      assertThat(server.requests).as("the https call itself was trusted").hasSize(1);
    }
  }

  @Test
  void case54_aCertificateNobodyVouchesForIsPermanent(
      @org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) throws Exception {
    SSLContext tls = new TestCertificate(folder, "dns:localhost").showingIt();
    try (StubServer server =
        new StubServer("https", tls.getServerSocketFactory(), (_, out) -> json(out, GOOD))) {
      SourceProblem problem = problem(server);
      assertThat(problem.kind()).isEqualTo(Kind.PERMANENT);
      assertThat(problem.problem().code()).isEqualTo("source.tls");
      assertThat(server.requests).isEmpty();
    }
  }

  @Test
  void aRedirectOnTheSameHostIsFollowedButNotForEver() throws Exception {
    try (StubServer moved =
            new StubServer(
                (request, out) -> {
                  if (request.path().equals("/repositories/1")) {
                    json(out, GOOD);
                  } else {
                    moved(out, "/repositories/1");
                  }
                });
        StubServer circle =
            new StubServer(
                (request, out) ->
                    reply(out, 302, "text/plain", "", "Location: " + request.path()))) {
      assertThat(ids(drain(open(moved.url())))).containsExactly("1");
      assertThat(moved.requests)
          .hasSize(2)
          .allMatch(r -> r.header("Authorization").equals("Bearer " + SECRET));
      assertThat(problem(circle).problem().code()).isEqualTo("source.redirect");
    }
  }

  @Test
  void aBrokenTokenIsNeverSentNorShown() throws Exception {
    try (StubServer server = new StubServer((_, out) -> json(out, GOOD))) {
      IntegrationSettings broken =
          Fixtures.integration(
              "github", server.url(), null, "canary\nX-Evil: 1", Map.of("repos", "a/b"), Map.of());
      SourceProblem problem =
          problem(sources(QUICK).open(broken, EntityType.GITHUB_REPOSITORIES, all(), null));
      assertThat(problem.problem().code()).isEqualTo("source.secret");
      assertThat(problem.problem().toString()).doesNotContain("canary");
      assertThat(server.requests).isEmpty();
    }
  }

  @Test
  void anAddressWithAPasswordInsideIsRefusedWithoutShowingIt() {
    IntegrationSettings secretive =
        gitHub("https://user:canary@example.com", Map.of("repos", "a/b"));
    SourceProblem problem =
        catchThrowableOfType(
            SourceProblem.class,
            () -> sources(QUICK).open(secretive, EntityType.GITHUB_REPOSITORIES, all(), null));
    assertThat(problem.problem().toString()).doesNotContain("canary");
    assertThat(problem.kind()).isEqualTo(Kind.PERMANENT);
  }

  @Test
  void case57_whatASourceDoesNotHaveIsRefusedByName() {
    IntegrationSettings github = gitHub("http://localhost:1", Map.of("repos", "a/b"));
    assertThat(
            catchThrowableOfType(
                SourceProblem.class,
                () -> sources(QUICK).open(github, EntityType.JIRA_ISSUES, all(), null)))
        .hasMessageContaining("entity_type jira_issues");
    IntegrationSettings jira = Fixtures.jira("http://localhost:1", Map.of());
    assertThat(
            catchThrowableOfType(
                SourceProblem.class,
                () -> sources(QUICK).open(jira, EntityType.JIRA_DEV_STATUS, all(), null)))
        .hasMessageContaining("entity_type jira_dev_status");
    IntegrationSettings other = Fixtures.integration("fabric", "", null, "", Map.of(), Map.of());
    assertThat(
            catchThrowableOfType(
                    SourceProblem.class,
                    () -> sources(QUICK).open(other, EntityType.JIRA_ISSUES, all(), null))
                .problem()
                .code())
        .isEqualTo("source.provider");
  }

  private static void moved(OutputStream out, String location) throws IOException {
    reply(out, 301, "text/plain", "", "Location: " + location);
  }
}
