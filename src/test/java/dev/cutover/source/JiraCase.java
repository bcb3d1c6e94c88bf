package dev.cutover.source;

import static dev.cutover.source.Fixtures.all;
import static dev.cutover.source.Fixtures.integration;
import static dev.cutover.source.Fixtures.number;
import static dev.cutover.source.Fixtures.text;
import static dev.cutover.source.StubServer.json;
import static dev.cutover.source.StubServer.reply;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourceProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A stub that speaks as Jira does, Cloud or Server.
abstract class JiraCase extends SourceCase {
  static final String CLOUD = "{\"deploymentType\":\"Cloud\",\"version\":\"1001\"}";
  static final String SERVER = "{\"deploymentType\":\"Server\",\"version\":\"9.12\"}";

  final Map<String, Function<StubServer.Request, String>> answers = new TreeMap<>();

  SourceProblem problem(IntegrationSettings integration, EntityType entity) {
    return problem(sources.open(integration, entity, all(), null));
  }

  static String page(int from, int to, @Nullable String token) {
    String issues =
        IntStream.rangeClosed(from, to)
            .mapToObj(i -> "{\"id\":\"" + i + "\"}")
            .collect(Collectors.joining(","));
    return "{\"issues\":["
        + issues
        + "]"
        + (token == null ? ",\"isLast\":true}" : ",\"nextPageToken\":\"" + token + "\"}");
  }

  static String slice(StubServer.Request request, int total, List<Integer> all) {
    int start = (int) number(JsonSlice.of(request.body().getBytes(UTF_8)), "startAt");
    String issues =
        all.subList(Math.min(start, all.size()), Math.min(start + 100, all.size())).stream()
            .map(i -> "{\"id\":\"" + i + "\"}")
            .collect(Collectors.joining(","));
    return "{\"startAt\":" + start + ",\"total\":" + total + ",\"issues\":[" + issues + "]}";
  }

  /// Answers by path; a text that begins with three digits has that status; what nobody planned is
  /// a 404.
  StubServer serve() throws IOException {
    StubServer server = new StubServer((request, out) -> answer(request, out));
    servers.add(server);
    return server;
  }

  void answer(StubServer.Request request, OutputStream out) throws IOException {
    Function<StubServer.Request, String> answer =
        answers.get(request.path().replaceAll("\\?.*", ""));
    String text =
        answer == null ? "404 {\"errorMessages\":[\"nothing here\"]}" : answer.apply(request);
    if (text.matches("(?s)\\d{3} .*")) {
      reply(out, Integer.parseInt(text.substring(0, 3)), "application/json", text.substring(4));
    } else {
      json(out, text);
    }
  }
}
