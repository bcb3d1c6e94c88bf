package dev.cutover.source;

import static dev.cutover.source.Fixtures.QUICK;
import static dev.cutover.source.Fixtures.all;
import static dev.cutover.source.Fixtures.drain;
import static dev.cutover.source.Fixtures.gitHub;
import static dev.cutover.source.Fixtures.jira;
import static dev.cutover.source.Fixtures.waits;
import static dev.cutover.source.StubServer.json;
import static dev.cutover.source.StubServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.SourceProblem;
import dev.cutover.pipeline.stage.SourceProblem.Kind;
import dev.cutover.pipeline.stage.SourceSystem;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every way in which a source says that it was called too often. The clock here stands at noon;
/// servers that send a date have another one.
@Timeout(60)
class RateLimitTest {
  private final ManualTime time = new ManualTime();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "429 | Retry-After: 5                                   | - | 5",
        "429 | Retry-After: 0                                   | - | 1",
        "429 | Retry-After: Sun, 01 Mar 2026 12:00:40 GMT       | - | 40",
        "429 | Retry-After: Sun, 01 Mar 2026 18:00:40 GMT       | Date: Sun, 01 Mar 2026 18:00:00"
            + " GMT | 40",
        "429 | Retry-After: Sun, 01 Mar 2026 11:00:00 GMT       | - | 1",
        "429 | Retry-After: soon                                | - | 60",
        "429 | Retry-After: -5                                  | - | 60",
        "429 | Retry-After: 999999999                           | - | 86400",
        "429 | X-Nothing: 1                                     | - | 60",
        "429 | X-RateLimit-Reset: 2026-03-01T12:02Z             | - | 120",
        "429 | X-RateLimit-Reset: tomorrow                      | - | 60",
        "503 | Retry-After: 300                                 | - | 300"
      })
  void case54_jiraNamesItsWaitInManyWays(int status, String header, String date, int seconds)
      throws Exception {
    try (StubServer server =
        new StubServer(
            (_, out) ->
                reply(
                    out,
                    status,
                    "application/json",
                    "{}",
                    header,
                    date == null ? "X-No: date" : date))) {
      SourceProblem problem =
          problem(
              Fixtures.sources(time, QUICK)
                  .open(jira(server.url(), Map.of()), EntityType.JIRA_ISSUES, all(), null));
      assertWait(problem, seconds);
      assertThat(server.requests).hasSize(1);
      assertThat(time.sleeps).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "403 | Retry-After: 7            | X-RateLimit-Remaining: 4000 | secondary | 7",
        "429 | Retry-After: 7            | X-RateLimit-Remaining: 4000 | secondary | 7",
        "403 | X-RateLimit-Remaining: 0  | X-RateLimit-Reset: 1772366430 | exceeded | 30",
        "429 | X-RateLimit-Remaining: 0  | X-RateLimit-Reset: 1772366430 | exceeded | 30",
        "403 | X-RateLimit-Remaining: 0  | X-No: reset | exceeded | 60",
        "403 | X-RateLimit-Remaining: 12 | X-RateLimit-Reset: 1772366430 | You have exceeded a"
            + " secondary rate limit | 60",
        "429 | X-No: header              | X-No: reset | exceeded | 60"
      })
  void case54_gitHubNamesItsWaitInManyWays(
      int status, String one, String two, String text, int seconds) throws Exception {
    try (StubServer server =
        new StubServer(
            (_, out) ->
                reply(
                    out, status, "application/json", "{\"message\":\"" + text + "\"}", one, two))) {
      SourceProblem problem =
          problem(
              Fixtures.sources(time, QUICK)
                  .open(
                      gitHub(server.url(), Map.of("repos", "a/b")),
                      EntityType.GITHUB_REPOSITORIES,
                      all(),
                      null));
      assertWait(problem, seconds);
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void aForbiddenThatIsNoRateLimitStaysOne() throws Exception {
    try (StubServer server =
        new StubServer(
            (_, out) ->
                reply(
                    out,
                    403,
                    "application/json",
                    "{\"message\":\"Resource not accessible\"}",
                    "X-RateLimit-Remaining: 4999"))) {
      SourceProblem problem =
          problem(
              Fixtures.sources(time, QUICK)
                  .open(
                      gitHub(server.url(), Map.of("repos", "a/b")),
                      EntityType.GITHUB_REPOSITORIES,
                      all(),
                      null));
      assertThat(problem.kind()).isEqualTo(Kind.PERMANENT);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'errors':[{'type':'RATE_LIMITED','message':'API rate limit exceeded'}]}",
        "{'data':null,'errors':[{'type':'RATE_LIMIT','code':'graphql_rate_limit','message':'API"
            + " rate limit already exceeded'}]}",
        "{'message':'You have exceeded a secondary rate limit','documentation_url':'x'}"
      })
  void case54_aRateLimitInsideAGoodGraphQlAnswerIsOne(String body) throws Exception {
    try (StubServer server =
        new StubServer(
            (_, out) ->
                json(
                    out,
                    body.replace('\'', '"'),
                    "X-RateLimit-Remaining: 0",
                    "X-RateLimit-Reset: 1772366430"))) {
      SourceProblem problem =
          problem(
              Fixtures.sources(time, QUICK)
                  .open(
                      gitHub(server.url(), Map.of("repos", "a/b")),
                      EntityType.GITHUB_PRS,
                      all(),
                      null));
      assertWait(problem, 30);
    }
  }

  @Test
  void theLastAnswerOfABudgetIsUsedAndTheNextCallWaits() throws Exception {
    String page =
        "{\"data\":{\"rateLimit\":{\"remaining\":0,\"resetAt\":\"2026-03-01T12:00:30Z\",\"cost\":1},\"repository\":{\"id\":\"R\",\"pullRequests\":"
            + "{\"totalCount\":0,\"pageInfo\":{\"hasNextPage\":false,\"endCursor\":null},\"nodes\":[]}}}}";
    try (StubServer server = new StubServer((_, out) -> json(out, page));
        Sources sources = Fixtures.sources(time, QUICK);
        SourceSystem.Reader reader =
            sources.open(
                gitHub(server.url(), Map.of("repos", "a/b,a/c")),
                EntityType.GITHUB_PRS,
                all(),
                null)) {
      assertThat(reader.next().isLast()).isFalse();
      SourceProblem problem = problem(reader);
      assertWait(problem, 30);
      assertThat(server.requests).hasSize(1);
      time.pass(waits(problem));
      assertThat(drain(reader)).hasSize(1);
    }
  }

  private static void assertWait(SourceProblem problem, int seconds) {
    assertThat(problem.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(problem.retryAfter())
        .isBetween(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds + 1));
    assertThat(problem.problem().what()).contains("Integration 7");
  }

  private static SourceProblem problem(SourceSystem.Reader reader) {
    SourceProblem problem = catchThrowableOfType(SourceProblem.class, reader::next);
    assertThat(problem).isNotNull();
    return problem;
  }
}
