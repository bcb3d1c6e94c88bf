package dev.cutover.source;

import static dev.cutover.source.Fixtures.all;
import static dev.cutover.source.Fixtures.at;
import static dev.cutover.source.Fixtures.integration;
import static dev.cutover.source.Fixtures.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourcePage;
import dev.cutover.pipeline.stage.SourceProblem;
import dev.cutover.pipeline.stage.SourceRecord;
import dev.cutover.pipeline.stage.SourceSystem;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/// Recorded answers of real servers, given by the replay server that lies beside them; runs only
/// where that folder is (`-Dcutover.oracle=` or `CUTOVER_ORACLE`).
abstract class OracleCase {
  static final Path ORACLE = oracle();

  final List<Process> servers = new ArrayList<>();
  final Sources sources =
      new Sources(
          SourceTime.of(InstantSource.system()),
          new Random(3),
          HttpLimits.DEFAULT,
          HttpClient.newBuilder());

  @BeforeAll
  static void onlyWhereTheRecordingsAre() {
    assumeTrue(Files.isRegularFile(ORACLE.resolve("serve.py")), "no recordings at hand");
  }

  @AfterEach
  void stop() {
    servers.forEach(Process::destroy);
    sources.close();
  }

  /// Reads everything as the pipeline does: a wait that is asked for is waited, a passing trouble
  /// tried again, each time with a new reader from the last cursor.
  Map<EntityType, Map<String, SourceRecord>> records(
      IntegrationSettings integration, EntityType entity) throws InterruptedException {
    Map<EntityType, Map<String, SourceRecord>> found = new TreeMap<>();
    String cursor = null;
    int troubles = 0;
    while (true) {
      try (SourceSystem.Reader reader = sources.open(integration, entity, all(), cursor)) {
        while (true) {
          SourcePage page = reader.next();
          assertThat(page.rejects()).isEmpty();
          for (SourceRecord record : page.records()) {
            found
                .computeIfAbsent(record.entity(), _ -> new LinkedHashMap<>())
                .put(record.externalId(), record);
          }
          cursor = page.cursor();
          if (cursor == null) {
            return found;
          }
        }
      } catch (SourceProblem problem) {
        troubles += problem.retryAfter() == null ? 1 : 0;
        assertThat(troubles).as(problem.problem().toString()).isLessThan(20);
        assertThat(problem.kind())
            .as(problem.problem().toString())
            .isNotEqualTo(SourceProblem.Kind.PERMANENT);
        if (problem.retryAfter() != null) {
          Thread.sleep(problem.retryAfter());
        }
      }
    }
  }

  static Map<String, SourceRecord> of(
      Map<EntityType, Map<String, SourceRecord>> found, EntityType entity) {
    return found.getOrDefault(entity, Map.of());
  }

  static Map<String, String> bodies(Map<String, SourceRecord> records) {
    Map<String, String> bodies = new TreeMap<>();
    records.forEach((id, record) -> bodies.put(id, new String(record.body(), UTF_8)));
    return bodies;
  }

  static Map<String, String> digests(Map<String, SourceRecord> records) {
    Map<String, String> digests = new TreeMap<>();
    records.forEach(
        (id, record) -> digests.put(id, java.util.HexFormat.of().formatHex(record.sha256())));
    return digests;
  }

  static Map<String, String> recorded(String file) throws IOException {
    Map<String, String> bodies = new TreeMap<>();
    try (Stream<String> lines = Files.lines(ORACLE.resolve("raw").resolve(file))) {
      lines
          .filter(line -> !line.isBlank())
          .forEach(
              line -> {
                JsonSlice data = at(JsonSlice.of(line.getBytes(UTF_8)), "data");
                bodies.put(text(data, "id"), new String(data.copy(), UTF_8));
              });
    }
    return bodies;
  }

  IntegrationSettings jira(String url) {
    return integration(
        "jira",
        url,
        "admin@example.com",
        "jira-token",
        Map.of(),
        Map.of("development", "customfield_10000"));
  }

  IntegrationSettings gitHub(String url) {
    return integration(
        "github", url, null, "gh-token", Map.of("repos", "panjf2000/ants"), Map.of());
  }

  static JsonSlice stats(String url) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return JsonSlice.of(
          http.send(
                  HttpRequest.newBuilder(URI.create(url + "/__oracle/stats")).build(),
                  HttpResponse.BodyHandlers.ofByteArray())
              .body());
    }
  }

  String serve(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "python3",
                ORACLE.resolve("serve.py").toString(),
                "--data",
                ORACLE.toString(),
                "--port",
                "0"));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    servers.add(process);
    BufferedReader out = process.inputReader(UTF_8);
    String line = out.readLine();
    assertThat(line).as("first line of the replay server").isNotNull();
    return text(JsonSlice.of(line.getBytes(UTF_8)), "listening");
  }

  static Path oracle() {
    String property = System.getProperty("cutover.oracle");
    String variable = System.getenv("CUTOVER_ORACLE");
    return Path.of(property != null ? property : variable != null ? variable : "../shared/oracle");
  }
}
