package dev.cutover.pipeline.stage;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How to reach an integration. The secret is resolved when it is used and is in no `toString`.
///
/// @param provider `jira`, `github` or `files`
/// @param url base address, empty for files
/// @param user account of Basic authentication (Jira), null for a bearer token
/// @param settings further settings: `projects`, `repos`, `path`, `org`, `max_body_mb` ...
/// @param fieldMappings business column to source field, such as `story_points` to
///   `customfield_10024`
public record IntegrationSettings(
    TenantId tenant,
    IntegrationId integration,
    String provider,
    String url,
    @Nullable String user,
    Secret secret,
    Map<String, String> settings,
    Map<String, String> fieldMappings) {

  /// The business columns that a field of the source can feed.
  public static final List<String> MAPPED_COLUMNS =
      Stream.concat(
              Stream.of("story_points", "team", "acceptance_criteria", "development"),
              IntStream.rangeClosed(1, 20)
                  .mapToObj(slot -> String.format(Locale.ROOT, "custom_field_%02d", slot)))
          .toList();

  /// The fields that the platform's monolith had in its code.
  public static final Map<String, String> PLATFORM_FIELDS =
      Map.of(
          "story_points", "customfield_10024",
          "team", "customfield_10128",
          "acceptance_criteria", "customfield_10222",
          "development", "customfield_10000",
          "custom_field_01", "customfield_10110",
          "custom_field_02", "customfield_10150",
          "custom_field_03", "customfield_10359",
          "custom_field_04", "customfield_10414",
          "custom_field_05", "customfield_12103");

  public Optional<String> setting(String name) {
    return Optional.ofNullable(settings.get(name)).filter(value -> !value.isBlank());
  }

  /// A comma separated setting as a list, empty when it is not set.
  public List<String> list(String name) {
    return setting(name).stream()
        .flatMap(value -> List.of(value.split(",")).stream())
        .map(String::trim)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /// Gives the secret when it is needed; empty when there is none.
  public interface Secret {
    Optional<String> reveal();
  }

  @Override
  public String toString() {
    return "integration " + integration + " (" + provider + " " + url + ")";
  }
}
