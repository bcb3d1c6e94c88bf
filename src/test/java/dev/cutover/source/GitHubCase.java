package dev.cutover.source;

import static dev.cutover.source.Fixtures.all;
import static dev.cutover.source.Fixtures.gitHub;
import static dev.cutover.source.Fixtures.text;
import static dev.cutover.source.StubServer.json;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.SourceProblem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A stub that speaks as GitHub does.
abstract class GitHubCase extends SourceCase {
  static final String EMPTY =
      "{\"totalCount\":0,\"pageInfo\":{\"hasNextPage\":false,\"endCursor\":null},\"nodes\":[]}";

  SourceProblem problem(StubServer server, Map<String, String> settings) {
    return problem(
        sources.open(gitHub(server.url(), settings), EntityType.GITHUB_PRS, all(), null));
  }

  StubServer linked() throws IOException {
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

  StubServer serve(Function<StubServer.Request, String> script) throws IOException {
    StubServer server = new StubServer((request, out) -> json(out, script.apply(request)));
    servers.add(server);
    return server;
  }

  static String pr(String id, String updated) {
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

  static String prs(boolean more, String... nodes) {
    return "{\"data\":{\"rateLimit\":{\"remaining\":10,\"resetAt\":\"2026-01-01T00:00:00Z\",\"cost\":1},\"repository\":{\"id\":\"R\",\"pullRequests\":{\"totalCount\":1,\"pageInfo\":{\"hasNextPage\":"
        + more
        + ",\"endCursor\":\"next\"},\"nodes\":["
        + String.join(",", nodes)
        + "]}}}}";
  }

  static String node(String id, String field, String connection) {
    return "{\"data\":{\"node\":{\"id\":\"" + id + "\",\"" + field + "\":" + connection + "}}}";
  }

  static String connection(String prefix, int from, int to, boolean more) {
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

  static List<String> names(JsonSlice nodes) {
    return nodes.elements().stream().map(n -> text(n, "id")).toList();
  }

  static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }
}
