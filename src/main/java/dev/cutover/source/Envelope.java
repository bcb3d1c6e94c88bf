package dev.cutover.source;

import dev.cutover.job.EntityType;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The wrapping of an export: `{"entity_type":..., "external_id":..., "data":{...}}`. The record is
/// what `data` holds, byte for byte.
final class Envelope {
  private static final byte[] BEGINNING =
      "\"entity_type\"".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  /// Names under which other exports keep the same things.
  private static final Map<String, EntityType> OTHER_NAMES =
      Map.of(
          "github_repos", EntityType.GITHUB_REPOSITORIES,
          "github_pull_requests", EntityType.GITHUB_PRS);

  private final JsonScan scan;

  Envelope(JsonLimits limits) {
    this.scan = new JsonScan(limits);
  }

  sealed interface Content {
    record Data(EntityType entity, JsonSlice data, @Nullable String externalId)
        implements Content {}

    record Refused(String reason) implements Content {}
  }

  /// True when a document begins as an envelope does; a record of a source never does.
  static boolean begins(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to
        && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r')) {
      at++;
    }
    if (at >= to || bytes[at] != '{') {
      return false;
    }
    at++;
    while (at < to && bytes[at] <= ' ' && bytes[at] >= 0) {
      at++;
    }
    return to - at >= BEGINNING.length
        && java.util.Arrays.equals(
            bytes, at, at + BEGINNING.length, BEGINNING, 0, BEGINNING.length);
  }

  /// @param expected entity of the file; only its family may be inside
  Content open(byte[] bytes, int from, int to, EntityType expected) {
    try {
      scan.scan(bytes, from, to, Wanted.NOTHING);
    } catch (NotJson fault) {
      return new Content.Refused(fault.reason());
    }
    JsonSlice envelope = new JsonSlice(bytes, from, to).trimmed();
    JsonSlice type = envelope.member("entity_type");
    JsonSlice data = envelope.member("data");
    JsonSlice id = envelope.member("external_id");
    String word = type == null ? "" : type.text();
    Optional<EntityType> entity =
        EntityType.of(word).or(() -> Optional.ofNullable(OTHER_NAMES.get(word)));
    if (entity.isEmpty()) {
      return new Content.Refused("its entity_type '" + word + "' is unknown");
    }
    if (entity.get().primary() != expected.primary()) {
      return new Content.Refused(
          "its entity_type '" + word + "' does not belong into a file of " + expected.word());
    }
    if (data == null || !data.isObject()) {
      return new Content.Refused("its data is no JSON object");
    }
    return new Content.Data(entity.get(), data, id == null || id.isNull() ? null : id.text());
  }
}
