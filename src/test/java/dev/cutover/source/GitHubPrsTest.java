package dev.cutover.source;

import static dev.cutover.source.Fixtures.all;
import static dev.cutover.source.Fixtures.at;
import static dev.cutover.source.Fixtures.drain;
import static dev.cutover.source.Fixtures.gitHub;
import static dev.cutover.source.Fixtures.ids;
import static dev.cutover.source.Fixtures.number;
import static dev.cutover.source.Fixtures.since;
import static dev.cutover.source.Fixtures.text;
import static dev.cutover.source.StubServer.json;
import static dev.cutover.source.StubServer.reply;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourcePage;
import dev.cutover.pipeline.stage.SourceProblem;
import dev.cutover.pipeline.stage.SourceRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GitHubPrsTest extends GitHubCase {
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
              String query = text(JsonSlice.of(r.body().getBytes(UTF_8)), "query");
              int after =
                  query.contains("node(id")
                      ? (int) number(JsonSlice.of(r.body().getBytes(UTF_8)), "variables", "after")
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
    SourceRecord record = first(server);
    JsonSlice body = JsonSlice.of(record.body());
    assertThat(names(at(body, "commits", "nodes"))).isEqualTo(names("c", 300));
    assertThat(names(at(body, "reviews", "nodes"))).isEqualTo(names("r", 101));
    assertThat(names(at(body, "comments", "nodes"))).isEqualTo(names("m", 3));
    assertThat(number(body, "commits", "totalCount")).isEqualTo(300);
    assertThat(at(body, "commits", "pageInfo", "hasNextPage").isTrue()).isFalse();
    List<JsonSlice> threads = at(body, "reviewThreads", "nodes").elements();
    assertThat(threads).hasSize(2);
    assertThat(names(at(threads.get(0), "comments", "nodes"))).isEqualTo(names("t", 160));
    assertThat(new String(record.body(), UTF_8))
        .startsWith("{\"id\":\"PR\", \"updatedAt\"")
        .contains("\"additions\":1e2");
  }

  @Test
  void aPullRequestThatCameInOnePieceKeepsItsBytes() throws Exception {
    String pr = pr("PR", "2024-01-01T00:00:00Z").replace(",", " , ");
    StubServer server = serve(_ -> prs(false, pr));
    SourceRecord record = first(server);
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
                  number(JsonSlice.of(request.body().getBytes(UTF_8)), "variables", "first");
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
        .extracting(r -> number(JsonSlice.of(r.body().getBytes(UTF_8)), "variables", "first"))
        .containsSubsequence(50L, 25L, 12L, 6L, 5L)
        .hasSize(15);
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

  private SourceRecord first(StubServer server) throws Exception {
    return drain(
            sources.open(
                gitHub(server.url(), Map.of("repos", "a/b")), EntityType.GITHUB_PRS, all(), null))
        .getFirst()
        .records()
        .getFirst();
  }
}
