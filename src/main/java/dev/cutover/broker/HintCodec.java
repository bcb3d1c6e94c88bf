package dev.cutover.broker;

import dev.cutover.job.JobId;
import dev.cutover.pipeline.Hint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The bytes of messages: writes hints and test messages, and tells what a received body is. Never
/// throws on any input, whatever its size.
final class HintCodec {
  /// The largest body that is looked into. A larger one is a dead letter with that reason.
  static final int MAX_BODY = 1024 * 1024;

  private static final int VERSION = 1;
  private static final Set<String> HINT_FIELDS = Set.of("v", "job", "d");
  private static final Set<String> PROBE_FIELDS = Set.of("v", "probe");

  private final ForeignJobReader foreignJobs;

  HintCodec(ForeignJobReader foreignJobs) {
    this.foreignJobs = foreignJobs;
  }

  static byte[] encode(Hint hint) {
    String text = "{\"v\":1,\"job\":" + hint.job().value() + ",\"d\":" + hint.dispatch() + "}";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] probe(UUID id) {
    return ("{\"v\":1,\"probe\":\"" + id + "\"}").getBytes(StandardCharsets.US_ASCII);
  }

  /// @param messageId the sender's id of the message, null when it gave none
  Received decode(byte[] body, @Nullable String messageId) {
    if (body.length > MAX_BODY) {
      return new Received.Unreadable(
          "the body has " + body.length + " bytes, the limit is " + MAX_BODY);
    }
    try {
      return understand(StrictJson.read(body), body, messageId);
    } catch (UnreadableMessage e) {
      return new Received.Unreadable(e.reason());
    }
  }

  private Received understand(JsonNode node, byte[] body, @Nullable String messageId)
      throws UnreadableMessage {
    if (!node.isObject()) {
      throw new UnreadableMessage(
          "the body is a JSON "
              + node.getNodeType().name().toLowerCase(Locale.ROOT)
              + ", not an object");
    }
    if (node.has("v")) {
      return ours(node);
    }
    if (node.has("job_type") || node.has("tenant_id")) {
      return new Received.Foreign(foreignJobs.read(node, body, messageId));
    }
    throw new UnreadableMessage(
        "the body is neither a hint nor a job: it has the fields " + names(node));
  }

  private static Received ours(JsonNode node) throws UnreadableMessage {
    if (Fields.integer(node, "v", 0, Integer.MAX_VALUE) != VERSION) {
      throw new UnreadableMessage("v: this program reads version " + VERSION + " of hints only");
    }
    if (node.has("probe")) {
      only(node, PROBE_FIELDS);
      return new Received.Probe(Fields.text(node, "probe", 100));
    }
    only(node, HINT_FIELDS);
    long job = Fields.integer(node, "job", 1, Long.MAX_VALUE);
    int dispatch = node.has("d") ? (int) Fields.integer(node, "d", 0, Integer.MAX_VALUE) : 0;
    return new Received.OfHint(new Hint(new JobId(job), dispatch));
  }

  private static void only(JsonNode node, Set<String> known) throws UnreadableMessage {
    if (!known.containsAll(node.propertyNames())) {
      throw new UnreadableMessage("a hint has unknown fields: " + names(node));
    }
  }

  private static List<String> names(JsonNode node) {
    return new TreeSet<>(node.propertyNames()).stream().limit(10).toList();
  }
}
