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
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers that are broken, late, too large or refused.
@Timeout(60)
class SourceClientTest extends ClientCase {
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
  void nobodyListeningIsPassingTrouble() throws Exception {
    StubServer server = new StubServer((_, out) -> json(out, GOOD));
    server.close();
    SourceProblem problem = problem(server);
    assertThat(problem.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(problem.problem().what()).contains(server.url()).doesNotContain("null");
  }
}
