package dev.cutover.source;

import static dev.cutover.source.Fixtures.QUICK;
import static dev.cutover.source.Fixtures.SECRET;
import static dev.cutover.source.Fixtures.all;
import static dev.cutover.source.Fixtures.drain;
import static dev.cutover.source.Fixtures.gitHub;
import static dev.cutover.source.Fixtures.ids;
import static dev.cutover.source.StubServer.json;
import static dev.cutover.source.StubServer.raw;
import static dev.cutover.source.StubServer.reply;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourceProblem;
import dev.cutover.pipeline.stage.SourceProblem.Kind;
import dev.cutover.pipeline.stage.SourceSystem;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SourceClientTest {
  private static final String GOOD = "{\"id\":1,\"name\":\"ants\"}";
  private final ManualTime time = new ManualTime();

  @ParameterizedTest
  @CsvSource({
    "401, source.unauthorised",
    "403, source.forbidden",
    "404, source.not_found",
    "410, source.not_found",
    "400, source.refused",
    "422, source.refused"
  })
  void case54_whatAPersonMustMendIsPermanentAndToldWithItsRemedy(int status, String code)
      throws Exception {
    try (StubServer server =
        new StubServer(
            (_, out) ->
                reply(out, status, "application/json", "{\"message\":\"Bad " + SECRET + "\"}"))) {
      SourceProblem problem = problem(server);
      assertThat(problem.kind()).isEqualTo(Kind.PERMANENT);
      assertThat(problem.problem().code()).isEqualTo(code);
      assertThat(problem.problem().what())
          .contains("Integration 7", server.url() + "/repos/a/b", "Bad")
          .doesNotContain(SECRET);
      assertThat(problem.problem().remedy()).isNotBlank();
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void case54_aServerErrorIsTriedThreeTimesWithGrowingPauses() throws Exception {
    try (StubServer server =
        new StubServer((_, out) -> reply(out, 500, "text/html", "<html>oops</html>"))) {
      SourceProblem problem = problem(server);
      assertThat(problem.kind()).isEqualTo(Kind.TRANSIENT);
      assertThat(problem.problem().what()).contains("500");
      assertThat(server.requests).hasSize(3);
      assertThat(time.sleeps).hasSize(2);
      assertThat(time.sleeps.get(0)).isBetween(Duration.ofMillis(100), Duration.ofMillis(300));
      assertThat(time.sleeps.get(1)).isBetween(Duration.ofMillis(200), Duration.ofMillis(600));
    }
  }

  @Test
  void aPassingTroubleIsForgottenOnceACallSucceeds() throws Exception {
    StubServer.Script[] script = {
      (_, out) -> reply(out, 502, "text/html", "<html></html>"),
      (_, out) -> raw(out, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"id\":1"),
    };
    try (StubServer server = new StubServer((r, out) -> take(script, out))) {
      step = 0;
      assertThat(ids(drain(open(server.url())))).containsExactly("1");
      assertThat(server.requests).hasSize(3);
    }
  }

  private int step;

  private synchronized void take(StubServer.Script[] script, OutputStream out) throws Exception {
    int now = step++;
    if (now < script.length) {
      script[now].answer(new StubServer.Request("", "", Map.of(), ""), out);
    } else {
      json(out, GOOD);
    }
  }

  @Test
  void case45_truncatedAndHalfAnswersArePassingTrouble() throws Exception {
    String[] answers = {
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{\"id\":1",
      "HTTP/1.1 200 OK\r\n"
          + "Content-Type: application/json\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n"
          + "8\r\n"
          + "{\"id\":1,",
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"id\":1",
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 0\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"id\":1}}",
      "",
      "garbage\r\n\r\n"
    };
    for (String answer : answers) {
      try (StubServer server = new StubServer((_, out) -> raw(out, answer))) {
        SourceProblem problem = problem(server);
        assertThat(problem.kind()).as(answer).isEqualTo(Kind.TRANSIENT);
        assertThat(server.requests).as(answer).hasSizeGreaterThanOrEqualTo(3);
      }
    }
  }

  @Test
  void case53_anEndlessChunkedBodyIsCutAtTheLimit() throws Exception {
    try (StubServer server =
        new StubServer(
            (_, out) -> {
              raw(
                  out,
                  "HTTP/1.1 200 OK\r\n"
                      + "Content-Type: application/json\r\n"
                      + "Transfer-Encoding: chunked\r\n\r\n");
              String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
              while (true) {
                raw(out, chunk);
              }
            })) {
      SourceProblem problem = problem(server);
      assertThat(problem.kind()).isEqualTo(Kind.PERMANENT);
      assertThat(problem.problem().what()).contains("response too large", "1 MiB");
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void case53_aHugePageAndAGzipBombAreCutToo() throws Exception {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
      zip.write(new byte[50 << 20]);
    }
    try (StubServer huge =
            new StubServer(
                (_, out) -> {
                  raw(
                      out,
                      "HTTP/1.1 200 OK\r\n"
                          + "Content-Type: application/json\r\n"
                          + "Content-Length: 104857600\r\n\r\n");
                  for (int i = 0; i < 100; i++) {
                    out.write(new byte[1 << 20]);
                  }
                });
        StubServer zipped =
            new StubServer(
                (_, out) -> {
                  raw(
                      out,
                      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                          + bomb.size()
                          + "\r\n\r\n");
                  bomb.writeTo(out);
                })) {
      assertThat(problem(huge).problem().code()).isEqualTo("source.too_large");
      assertThat(problem(zipped).problem().code()).isEqualTo("source.too_large");
    }
  }

  @Test
  void aLimitOfTheIntegrationRaisesTheCap() throws Exception {
    String large = "{\"id\":1,\"x\":\"" + "y".repeat(2 << 20) + "\"}";
    try (StubServer server = new StubServer((_, out) -> json(out, large))) {
      IntegrationSettings roomy = gitHub(server.url(), Map.of("repos", "a/b", "max_body_mb", "3"));
      assertThat(
              ids(drain(sources(QUICK).open(roomy, EntityType.GITHUB_REPOSITORIES, all(), null))))
          .containsExactly("1");
      IntegrationSettings wrong =
          gitHub(server.url(), Map.of("repos", "a/b", "max_body_mb", "lots"));
      assertThat(
              catchThrowableOfType(
                  SourceProblem.class,
                  () -> sources(QUICK).open(wrong, EntityType.GITHUB_REPOSITORIES, all(), null)))
          .hasMessageContaining("max_body_mb");
    }
  }

  @Test
  void answersPackedWithGzipAreRead() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
      zip.write(GOOD.getBytes(UTF_8));
    }
    try (StubServer server =
        new StubServer(
            (_, out) -> {
              raw(
                  out,
                  "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                      + packed.size()
                      + "\r\n\r\n");
              packed.writeTo(out);
            })) {
      assertThat(ids(drain(open(server.url())))).containsExactly("1");
    }
  }

  @Test
  void case54_aSlowLorisIsGivenUpAtTheDeadline() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    try (StubServer server =
        new StubServer(
            (_, out) -> {
              raw(
                  out,
                  "HTTP/1.1 200 OK\r\n"
                      + "Content-Type: application/json\r\n"
                      + "Content-Length: 1000\r\n\r\n");
              do {
                raw(out, " ");
              } while (!stopped.await(50, TimeUnit.MILLISECONDS));
            })) {
      SourceProblem problem = problem(server, QUICK.within(Duration.ofMillis(700)));
      stopped.countDown();
      assertThat(problem.kind()).isEqualTo(Kind.TRANSIENT);
      assertThat(problem.problem().code()).isEqualTo("source.timeout");
      assertThat(server.requests).as("no second wait in place").hasSize(1);
    }
  }

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
                (_, out) ->
                    reply(
                        out,
                        301,
                        "text/plain",
                        "",
                        "Location: http://127.0.0.1:" + other.port() + "/repos/a/b"))) {
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
    SSLContext tls = TestTls.context(folder);
    try (StubServer clear = new StubServer((_, out) -> json(out, GOOD));
        StubServer server =
            new StubServer(
                "https",
                tls.getServerSocketFactory(),
                (_, out) ->
                    reply(
                        out,
                        301,
                        "text/plain",
                        "",
                        "Location: http://localhost:" + clear.port() + "/repos/a/b"));
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
    SSLContext tls = TestTls.context(folder);
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
                    reply(out, 301, "text/plain", "", "Location: /repositories/1");
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
  void nobodyListeningIsPassingTrouble() throws Exception {
    StubServer server = new StubServer((_, out) -> json(out, GOOD));
    server.close();
    SourceProblem problem = problem(server);
    assertThat(problem.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(problem.problem().what()).contains(server.url()).doesNotContain("null");
  }

  @Test
  void case54_aWaitIsHandedUpAtOnceAndNobodyCallsBeforeItIsOver() throws Exception {
    try (StubServer server =
            new StubServer(
                (request, out) -> {
                  if (request.path().contains("/first")) {
                    reply(out, 429, "application/json", "{}", "Retry-After: 30");
                  } else {
                    json(out, GOOD);
                  }
                });
        Sources shared = sources(QUICK)) {
      SourceProblem limited =
          problem(
              shared.open(
                  gitHub(server.url(), Map.of("repos", "a/first")),
                  EntityType.GITHUB_REPOSITORIES,
                  all(),
                  null));
      assertThat(limited.kind()).isEqualTo(Kind.RATE_LIMITED);
      assertThat(limited.retryAfter()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
      assertThat(time.sleeps).as("waited in place").isEmpty();

      time.pass(Duration.ofSeconds(10));
      IntegrationSettings second = gitHub(server.url(), Map.of("repos", "a/second"));
      SourceProblem early =
          problem(shared.open(second, EntityType.GITHUB_REPOSITORIES, all(), null));
      assertThat(early.kind()).isEqualTo(Kind.RATE_LIMITED);
      assertThat(early.retryAfter()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
      assertThat(server.requests).as("calls that reached the server").hasSize(1);

      time.pass(early.retryAfter());
      assertThat(ids(drain(shared.open(second, EntityType.GITHUB_REPOSITORIES, all(), null))))
          .containsExactly("1");
    }
  }

  @Test
  void oneCallAtATimeGoesToAnIntegration() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    try (StubServer server =
            new StubServer(
                (_, out) -> {
                  arrived.countDown();
                  arrived.await(5, TimeUnit.SECONDS);
                  json(out, GOOD);
                });
        Sources shared = sources(QUICK);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntegrationSettings many = gitHub(server.url(), Map.of("repos", "a/b,a/c,a/d,a/e"));
      Future<?>[] readers = new Future<?>[8];
      for (int i = 0; i < readers.length; i++) {
        readers[i] =
            threads.submit(
                () -> drain(shared.open(many, EntityType.GITHUB_REPOSITORIES, all(), null)));
      }
      for (Future<?> reader : readers) {
        reader.get(30, TimeUnit.SECONDS);
      }
      assertThat(server.requests).hasSize(32);
      assertThat(server.most).hasValue(1);
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

  private Sources sources(HttpLimits limits) {
    return Fixtures.sources(time, limits);
  }

  private SourceSystem.Reader open(String url) {
    return sources(QUICK)
        .open(gitHub(url, Map.of("repos", "a/b")), EntityType.GITHUB_REPOSITORIES, all(), null);
  }

  private SourceProblem problem(StubServer server) {
    return problem(server, QUICK);
  }

  private SourceProblem problem(StubServer server, HttpLimits limits) {
    return problem(
        sources(limits)
            .open(
                gitHub(server.url(), Map.of("repos", "a/b")),
                EntityType.GITHUB_REPOSITORIES,
                all(),
                null));
  }

  private static SourceProblem problem(SourceSystem.Reader reader) {
    SourceProblem problem = catchThrowableOfType(SourceProblem.class, reader::next);
    assertThat(problem).isNotNull();
    return problem;
  }
}
