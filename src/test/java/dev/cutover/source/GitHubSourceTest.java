package dev.cutover.source;

import static dev.cutover.source.Fixtures.QUICK;
import static dev.cutover.source.Fixtures.all;
import static dev.cutover.source.Fixtures.drain;
import static dev.cutover.source.Fixtures.gitHub;
import static dev.cutover.source.Fixtures.ids;
import static dev.cutover.source.Fixtures.since;
import static dev.cutover.source.StubServer.json;
import static dev.cutover.source.StubServer.reply;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourcePage;
import dev.cutover.pipeline.stage.SourceProblem;
import dev.cutover.pipeline.stage.SourceRecord;
import dev.cutover.pipeline.stage.SourceSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class GitHubSourceTest {
  private static final String EMPTY =
      "{\"totalCount\":0,\"pageInfo\":{\"hasNextPage\":false,\"endCursor\":null},\"nodes\":[]}";

  private final Sources sources = Fixtures.sources(new ManualTime(), QUICK);
  private final List<StubServer> servers = new ArrayList<>();

  @AfterEach
  void stop() throws IOException {
    for (StubServer server : servers) {
      server.close();
    }
    sources.close();
  }

  @Test
  void repositoriesAreReadOneByOneUnderTheirNumber() throws Exception {
    StubServer server =
        serve(
            r ->
                "{\"id\":"
                    + r.path().length()
                    + ",\"node_id\":\"x\",\"updated_at\":\"2020-01-01T00:00:00Z\"}");
    List<SourcePage> pages =
        drain(
            sources.open(
                gitHub(server.url(), Map.of("repos", "a/b, a/bcd")),
                EntityType.GITHUB_REPOSITORIES,
                all(),
                null));
    assertThat(ids(pages)).containsExactly("10", "12");
    assertThat(server.requests)
        .extracting(StubServer.Request::path)
        .containsExactly("/repos/a/b", "/repos/a/bcd");
    assertThat(pages.getFirst().records().getFirst().updatedAt()).isNotNull();
  }

  @Test
  void allPagesOfAnOrganisationAreFollowed() throws Exception {
    StubServer server = linked();
    List<SourcePage> pages =
        drain(
            sources.open(
                gitHub(server.url(), Map.of("org", "acme")),
                EntityType.GITHUB_REPOSITORIES,
                all(),
                null));
    assertThat(ids(pages)).containsExactly("1", "2", "3");
    assertThat(
            ids(
                drain(
                    sources.open(
                        gitHub(server.url(), Map.of("org", "acme")),
                        EntityType.GITHUB_REPOSITORIES,
                        all(),
                        pages.getFirst().cursor()))))
        .containsExactly("3");
  }

  @Test
  void case55_anOrganisationThatPagesInACircleIsFoundOut() throws Exception {
    StubServer[] self = new StubServer[1];
    self[0] =
        new StubServer(
            (_, out) ->
                json(
                    out,
                    "[{\"id\":1,\"full_name\":\"acme/a\"}]",
                    "Link: <" + self[0].url() + "/orgs/acme/repos?page=2>; rel=\"next\""));
    servers.add(self[0]);
    for (EntityType entity : List.of(EntityType.GITHUB_REPOSITORIES, EntityType.GITHUB_PRS)) {
      SourceProblem problem =
          catchThrowableOfType(
              SourceProblem.class,
              () ->
                  drain(
                      sources.open(
                          gitHub(self[0].url(), Map.of("org", "acme")), entity, all(), null)));
      assertThat(problem.problem().code()).isEqualTo("source.loop");
      assertThat(problem.problem().what()).contains("page=2");
    }
  }

  @Test
  void aLinkToAnotherHostIsNotFollowed() throws Exception {
    StubServer server =
        new StubServer(
            (_, out) ->
                json(out, "[]", "Link: <http://127.0.0.1:9/orgs/acme/repos?page=2>; rel=\"next\""));
    servers.add(server);
    SourceSystem.Reader reader =
        sources.open(
            gitHub(server.url(), Map.of("org", "acme")),
            EntityType.GITHUB_REPOSITORIES,
            all(),
            null);
    reader.next();
    assertThat(catchThrowableOfType(SourceProblem.class, reader::next).problem().code())
        .isEqualTo("source.redirect");
  }

  @Test
  void pullRequestsOfSeveralRepositoriesAreReadPageByPage() throws Exception {
    StubServer server =
        serve(
            r -> {
              boolean second = r.body().contains("\"name\":\"c\"");
              return second
                  ? prs(false, pr("C1", "2024-01-01T00:00:00Z"))
                  : r.body().contains("\"after\":\"next\"")
                      ? prs(false, pr("B2", "2024-01-01T00:00:00Z"))
                      : prs(true, pr("B1", "2024-02-01T00:00:00Z"));
            });
    IntegrationSettings two = gitHub(server.url(), Map.of("repos", "a/b,a/c"));
    List<SourcePage> pages = drain(sources.open(two, EntityType.GITHUB_PRS, all(), null));
    assertThat(ids(pages)).containsExactly("B1", "B2", "C1");
    assertThat(ids(drain(sources.open(two, EntityType.GITHUB_PRS, all(), pages.get(0).cursor()))))
        .containsExactly("B2", "C1");
    assertThat(ids(drain(sources.open(two, EntityType.GITHUB_PRS, all(), pages.get(1).cursor()))))
        .containsExactly("C1");
    assertThat(server.requests.getFirst().path()).isEqualTo("/graphql");
  }

  @Test
  void aRepositoryEndsAtTheFirstPullRequestOlderThanTheWindow() throws Exception {
    StubServer server =
        serve(
            _ ->
                prs(
                    true,
                    pr("new", "2024-02-01T00:00:01Z"),
                    pr("edge", "2024-02-01T00:00:00Z"),
                    pr("old", "2024-01-31T23:59:59Z")));
    List<SourcePage> pages =
        drain(
            sources.open(
                gitHub(server.url(), Map.of("repos", "a/b")),
                EntityType.GITHUB_PRS,
                since("2024-02-01T00:00:00Z"),
                null));
    assertThat(ids(pages)).containsExactly("new", "edge");
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void everyNestedListIsFollowedToItsEndAndPutIntoTheRecord() throws Exception {
    String pr =
        "{\"id\":\"PR\", \"updatedAt\":\"2024-01-01T00:00:00Z\",\"additions\":1e2,"
            + "\"commits\":"
            + connection("c", 0, 100, true)
            + ",\"reviews\":"
            + connection("r", 0, 100, true)
            + ",\"comments\":"
            + connection("m", 0, 3, false)
            + " ,\"reviewThreads\":"
            + "{\"totalCount\":2,\"pageInfo\":{\"hasNextPage\":true,\"endCursor\":\"1\"},\"nodes\":[{\"id\":\"T1\",\"comments\":"
            + connection("t", 0, 50, true)
            + "}]}}";
    StubServer server =
        serve(
            r -> {
              String query = JsonSlice.of(r.body().getBytes(UTF_8)).member("query").text();
              int after =
                  query.contains("node(id")
                      ? (int)
                          JsonSlice.of(r.body().getBytes(UTF_8)).at("variables", "after").number(0)
                      : 0;
              if (!query.contains("node(id")) {
                return prs(false, pr);
              } else if (query.contains("on PullRequestReviewThread")) {
                return node(
                    "T1", "comments", connection("t", after, after == 50 ? 150 : 160, after == 50));
              } else if (query.contains("commits(")) {
                return node("PR", "commits", connection("c", after, after + 100, after < 200));
              } else if (query.contains("reviews(")) {
                return node("PR", "reviews", connection("r", 100, 101, false));
              }
              return node(
                  "PR",
                  "reviewThreads",
                  "{\"totalCount\":2,\"pageInfo\":{\"hasNextPage\":false,\"endCursor\":\"2\"},\"nodes\":[{\"id\":\"T2\",\"comments\":"
                      + EMPTY
                      + "}]}");
            });
    SourceRecord record =
        drain(
                sources.open(
                    gitHub(server.url(), Map.of("repos", "a/b")),
                    EntityType.GITHUB_PRS,
                    all(),
                    null))
            .getFirst()
            .records()
            .getFirst();
    JsonSlice body = JsonSlice.of(record.body());
    assertThat(names(body.at("commits", "nodes"))).isEqualTo(names("c", 300));
    assertThat(names(body.at("reviews", "nodes"))).isEqualTo(names("r", 101));
    assertThat(names(body.at("comments", "nodes"))).isEqualTo(names("m", 3));
    assertThat(body.at("commits", "totalCount").number(0)).isEqualTo(300);
    assertThat(body.at("commits", "pageInfo", "hasNextPage").isTrue()).isFalse();
    List<JsonSlice> threads = body.at("reviewThreads", "nodes").elements();
    assertThat(threads).hasSize(2);
    assertThat(names(threads.get(0).at("comments", "nodes"))).isEqualTo(names("t", 160));
    assertThat(new String(record.body(), UTF_8))
        .startsWith("{\"id\":\"PR\", \"updatedAt\"")
        .contains("\"additions\":1e2");
  }

  @Test
  void aPullRequestThatCameInOnePieceKeepsItsBytes() throws Exception {
    String pr = pr("PR", "2024-01-01T00:00:00Z").replace(",", " , ");
    StubServer server = serve(_ -> prs(false, pr));
    SourceRecord record =
        drain(
                sources.open(
                    gitHub(server.url(), Map.of("repos", "a/b")),
                    EntityType.GITHUB_PRS,
                    all(),
                    null))
            .getFirst()
            .records()
            .getFirst();
    assertThat(new String(record.body(), UTF_8)).isEqualTo(pr);
  }

  @Test
  void case55_aNestedListThatPagesInACircleIsFoundOut() throws Exception {
    StubServer server =
        serve(
            r ->
                r.body().contains("node(id")
                    ? node(
                        "PR",
                        "commits",
                        connection("c", 0, 5, true)
                            .replace("\"endCursor\":\"5\"", "\"endCursor\":\"same\""))
                    : prs(
                        false,
                        pr("PR", "2024-01-01T00:00:00Z")
                            .replace(
                                "\"commits\":" + EMPTY,
                                "\"commits\":"
                                    + connection("c", 0, 5, true)
                                        .replace(
                                            "\"endCursor\":\"5\"", "\"endCursor\":\"same\""))));
    SourceProblem problem = problem(server, Map.of("repos", "a/b"));
    assertThat(problem.problem().code()).isEqualTo("source.loop");
    assertThat(problem.problem().what()).contains("'same'", "commits of PR");
  }

  @Test
  void aPageThatIsTooMuchForGitHubIsAskedForInSmallerPieces() throws Exception {
    StubServer server =
        new StubServer(
            (request, out) -> {
              long first =
                  JsonSlice.of(request.body().getBytes(UTF_8)).at("variables", "first").number(0);
              if (first > 12) {
                reply(out, 502, "application/json", "{\"message\":\"Something went wrong\"}");
              } else {
                json(out, prs(false, pr("PR", "2024-01-01T00:00:00Z")));
              }
            });
    servers.add(server);
    List<SourcePage> pages =
        drain(
            sources.open(
                gitHub(server.url(), Map.of("repos", "a/b")), EntityType.GITHUB_PRS, all(), null));
    assertThat(ids(pages)).containsExactly("PR");
    assertThat(pages.getFirst().facts()).containsEntry("page_size", "12");
  }

  @Test
  void aGitHubThatNeverManagesIsPassingTroubleInTheEnd() throws Exception {
    StubServer server = new StubServer((_, out) -> reply(out, 502, "text/html", "<html>"));
    servers.add(server);
    SourceProblem problem = problem(server, Map.of("repos", "a/b"));
    assertThat(problem.kind()).isEqualTo(SourceProblem.Kind.TRANSIENT);
    assertThat(server.requests)
        .extracting(r -> JsonSlice.of(r.body().getBytes(UTF_8)).at("variables", "first").number(0))
        .containsSubsequence(50L, 25L, 12L, 6L, 5L)
        .hasSize(15);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'data':{'repository':null},'errors':[{'type':'NOT_FOUND','path':['repository'],'message':'Could"
            + " not resolve'}]} | PERMANENT | source.not_found",
        "{'data':{'repository':null},'errors':[{'type':'FORBIDDEN','message':'SAML'}]} | PERMANENT"
            + " | source.forbidden",
        "{'errors':[{'message':'Something went wrong while executing your query.'}]} | TRANSIENT |"
            + " source.server",
        "{'data':null} | TRANSIENT | source.server",
        "{'data':{'repository':null}} | TRANSIENT | source.server",
        "{'data':{'repository':{'pullRequests':null}}} | TRANSIENT | source.server",
        "{'data':{'repository':{'pullRequests':{'nodes':[{'id':'x','commits':null}]}}}} | TRANSIENT"
            + " | source.server",
        "{'data':{'repository':{'pullRequests':{'nodes':[]}}},'errors':[{'message':'half of it"
            + " failed'}]} | TRANSIENT | source.server"
      })
  void missingDataIsAFailureAndNeverAnEmptyAnswer(String body, SourceProblem.Kind kind, String code)
      throws Exception {
    SourceProblem problem = problem(serve(_ -> body.replace('\'', '"')), Map.of("repos", "a/b"));
    assertThat(problem.kind()).isEqualTo(kind);
    assertThat(problem.problem().code()).isEqualTo(code);
  }

  @Test
  void aRepositoryOfAnOrganisationThatVanishesStopsNoOthers() throws Exception {
    StubServer server =
        new StubServer(
            (request, out) -> {
              if (request.path().startsWith("/orgs/")) {
                json(
                    out,
                    "[{\"id\":2,\"full_name\":\"acme/b\"},{\"id\":1,\"full_name\":\"acme/a\"}]");
              } else if (request.body().contains("\"name\":\"a\"")) {
                json(
                    out,
                    "{\"data\":{\"repository\":null},\"errors\":[{\"type\":\"NOT_FOUND\",\"message\":\"gone\"}]}");
              } else {
                json(out, prs(false, pr("B1", "2024-01-01T00:00:00Z")));
              }
            });
    servers.add(server);
    List<SourcePage> pages =
        drain(
            sources.open(
                gitHub(server.url(), Map.of("org", "acme")), EntityType.GITHUB_PRS, all(), null));
    assertThat(ids(pages)).containsExactly("B1");
    assertThat(pages.getFirst().rejects())
        .singleElement()
        .satisfies(r -> assertThat(r.pointer()).isEqualTo("acme/a"));
    assertThat(
            ids(
                drain(
                    sources.open(
                        gitHub(server.url(), Map.of("org", "acme")),
                        EntityType.GITHUB_PRS,
                        all(),
                        "acme/aa|x"))))
        .containsExactly("B1");
  }

  @Test
  void aFieldThatAnOlderGitHubLacksIsLeftOut() throws Exception {
    StubServer server =
        serve(
            r ->
                r.body().contains("fullDatabaseId")
                    ? "{\"errors\":[{\"message\":\"Field 'fullDatabaseId' doesn't exist on type"
                          + " 'PullRequest'\",\"extensions\":{\"code\":\"undefinedField\",\"typeName\":\"PullRequest\",\"fieldName\":\"fullDatabaseId\"}}]}"
                    : prs(false, pr("PR", "2024-01-01T00:00:00Z")));
    assertThat(
            ids(
                drain(
                    sources.open(
                        gitHub(server.url(), Map.of("repos", "a/b")),
                        EntityType.GITHUB_PRS,
                        all(),
                        null))))
        .containsExactly("PR");
    assertThat(server.requests).hasSize(2);
    assertThat(server.requests.getLast().body()).contains(" databaseId number");
  }

  @Test
  void enterpriseHasItsGraphQlBesideItsRest() throws Exception {
    StubServer server = serve(_ -> prs(false, pr("PR", "2024-01-01T00:00:00Z")));
    drain(
        sources.open(
            gitHub(server.url() + "/api/v3/", Map.of("repos", "a/b")),
            EntityType.GITHUB_PRS,
            all(),
            null));
    assertThat(server.requests.getFirst().path()).isEqualTo("/api/graphql");
    assertThat(GitHubApi.apiUrl("https://github.com/")).isEqualTo("https://api.github.com");
    assertThat(GitHubApi.apiUrl("")).isEqualTo("https://api.github.com");
    assertThat(GitHubApi.apiUrl("https://ghe.acme.com/api/v3/"))
        .isEqualTo("https://ghe.acme.com/api/v3");
  }

  @Test
  void settingsThatNameNoRepositoryAreRefused() {
    for (Map<String, String> settings :
        List.of(
            Map.<String, String>of(), Map.of("repos", "not a name"), Map.of("repos", "../x/y"))) {
      SourceProblem problem =
          catchThrowableOfType(
              SourceProblem.class,
              () ->
                  sources.open(
                      gitHub("http://localhost:1", settings), EntityType.GITHUB_PRS, all(), null));
      assertThat(problem.problem().code()).isEqualTo("source.settings");
    }
  }

  private SourceProblem problem(StubServer server, Map<String, String> settings) {
    SourceSystem.Reader reader =
        sources.open(gitHub(server.url(), settings), EntityType.GITHUB_PRS, all(), null);
    SourceProblem problem = catchThrowableOfType(SourceProblem.class, reader::next);
    assertThat(problem).isNotNull();
    return problem;
  }

  private StubServer linked() throws IOException {
    StubServer[] self = new StubServer[1];
    self[0] =
        new StubServer(
            (request, out) -> {
              if (request.path().contains("page=2")) {
                json(
                    out,
                    "[{\"id\":3}]",
                    "Link: <" + self[0].url() + "/orgs/acme/repos?page=1>; rel=\"prev\"");
              } else {
                json(
                    out,
                    "[{\"id\":1},{\"id\":2}]",
                    "Link: <"
                        + self[0].url()
                        + "/x?page=9>; rel=\"last\", <"
                        + self[0].url()
                        + "/orgs/acme/repos?page=2>; rel=\"next\"");
              }
            });
    servers.add(self[0]);
    return self[0];
  }

  private StubServer serve(Function<StubServer.Request, String> script) throws IOException {
    StubServer server = new StubServer((request, out) -> json(out, script.apply(request)));
    servers.add(server);
    return server;
  }

  private static String pr(String id, String updated) {
    return "{\"id\":\""
        + id
        + "\",\"updatedAt\":\""
        + updated
        + "\",\"commits\":"
        + EMPTY
        + ",\"reviews\":"
        + EMPTY
        + ",\"comments\":"
        + EMPTY
        + ",\"reviewThreads\":"
        + EMPTY
        + "}";
  }

  private static String prs(boolean more, String... nodes) {
    return "{\"data\":{\"rateLimit\":{\"remaining\":10,\"resetAt\":\"2026-01-01T00:00:00Z\",\"cost\":1},\"repository\":{\"id\":\"R\",\"pullRequests\":{\"totalCount\":1,\"pageInfo\":{\"hasNextPage\":"
        + more
        + ",\"endCursor\":\"next\"},\"nodes\":["
        + String.join(",", nodes)
        + "]}}}}";
  }

  private static String node(String id, String field, String connection) {
    return "{\"data\":{\"node\":{\"id\":\"" + id + "\",\"" + field + "\":" + connection + "}}}";
  }

  private static String connection(String prefix, int from, int to, boolean more) {
    String nodes =
        IntStream.range(from, to)
            .mapToObj(i -> "{\"id\":\"" + prefix + i + "\"}")
            .collect(Collectors.joining(","));
    return "{\"totalCount\":999,\"pageInfo\":{\"hasNextPage\":"
        + more
        + ",\"endCursor\":\""
        + to
        + "\"},\"nodes\":["
        + nodes
        + "]}";
  }

  private static List<String> names(JsonSlice nodes) {
    return nodes.elements().stream().map(n -> n.member("id").text()).toList();
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }
}
