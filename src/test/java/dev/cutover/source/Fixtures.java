package dev.cutover.source;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import dev.cutover.pipeline.Assignment;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourcePage;
import dev.cutover.pipeline.stage.SourceProblem;
import dev.cutover.pipeline.stage.SourceSystem;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What the tests of the sources build again and again.
final class Fixtures {
  static final String SECRET = "canary-token-4711";
  static final HttpLimits QUICK =
      new HttpLimits(
          Duration.ofSeconds(5), Duration.ofSeconds(10), 1 << 20, 3, Duration.ofMillis(200));

  private Fixtures() {}

  static Sources sources(SourceTime time) {
    return sources(time, QUICK);
  }

  static Sources sources(SourceTime time, HttpLimits limits) {
    return new Sources(time, new Random(1), limits, HttpClient.newBuilder());
  }

  static IntegrationSettings jira(String url, Map<String, String> settings) {
    return integration("jira", url, "admin@example.com", SECRET, settings, Map.of());
  }

  static IntegrationSettings gitHub(String url, Map<String, String> settings) {
    return integration("github", url, null, SECRET, settings, Map.of());
  }

  static IntegrationSettings integration(
      String provider,
      String url,
      @Nullable String user,
      String secret,
      Map<String, String> settings,
      Map<String, String> mappings) {
    return new IntegrationSettings(
        new TenantId(1),
        new IntegrationId(7),
        provider,
        url,
        user,
        () -> Optional.of(secret),
        settings,
        mappings);
  }

  static Assignment.Extract all() {
    return new Assignment.Extract(null, false, 0, Map.of());
  }

  static Assignment.Extract since(String instant) {
    return new Assignment.Extract(Instant.parse(instant), false, 0, Map.of());
  }

  static List<SourcePage> drain(SourceSystem.Reader reader) throws InterruptedException {
    List<SourcePage> pages = new ArrayList<>();
    try (reader) {
      SourcePage page;
      do {
        page = reader.next();
        pages.add(page);
      } while (!page.isLast());
    }
    return pages;
  }

  /// What lies at a path that must be there.
  static JsonSlice at(JsonSlice value, String... path) {
    return Objects.requireNonNull(value.at(path), () -> "nothing at " + String.join(".", path));
  }

  static String text(JsonSlice value, String... path) {
    return at(value, path).text();
  }

  static long number(JsonSlice value, String... path) {
    return at(value, path).number(-1);
  }

  /// The wait that a problem names.
  static Duration waits(SourceProblem problem) {
    return Objects.requireNonNull(problem.retryAfter(), "a wait");
  }

  static List<String> ids(List<SourcePage> pages) {
    return pages.stream()
        .flatMap(page -> page.records().stream())
        .map(r -> r.externalId())
        .toList();
  }
}
