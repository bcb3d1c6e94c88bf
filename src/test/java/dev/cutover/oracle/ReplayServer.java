package dev.cutover.oracle;

import dev.cutover.kit.TestFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The replay server of the recordings as a child process on a free port.
final class ReplayServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Process process;
  private final String url;

  ReplayServer(Path oracle, String jira, List<String> switches) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("python3", oracle.resolve("serve.py").toString()));
    command.addAll(List.of("--data", oracle.toString(), "--port", "0", "--jira", jira));
    command.addAll(switches);
    process =
        new ProcessBuilder(command)
            .redirectError(TestFolder.create("replay").resolve("err").toFile())
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String first = output.readLine();
    if (first == null) {
      throw new IllegalStateException("the replay server did not start: " + command);
    }
    url = JSON.readTree(first).path("listening").asString();
  }

  String url() {
    return url;
  }

  /// Requests seen and faults injected so far.
  JsonNode stats() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return JSON.readTree(
          client
              .send(
                  HttpRequest.newBuilder(URI.create(url + "/__oracle/stats")).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body());
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
