package dev.cutover.broker;

import dev.cutover.job.EntityType;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.JobQueue.ForeignJob;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Validates a whole job as other programs send it. Fields that this program does not know are left
/// out (some senders put the integration's settings there); known ones are of the right type and in
/// range, or the message is refused with the field's name.
final class ForeignJobReader {
  private static final int MAX_ID = Integer.MAX_VALUE;
  private static final int DEFAULT_PRIORITY = 5;
  private static final long SAME_ORDER_SECONDS = 600;

  private final InstantSource clock;

  ForeignJobReader(InstantSource clock) {
    this.clock = clock;
  }

  ForeignJob read(JsonNode node, byte[] body, @Nullable String messageId) throws UnreadableMessage {
    long tenant = Fields.integer(node, "tenant_id", 1, MAX_ID);
    String jobType = Fields.text(node, "job_type", 50);
    if (Stage.of(jobType).isEmpty()) {
      throw new UnreadableMessage("job_type: must be extract, transform or load, is " + jobType);
    }
    String entityType = Fields.text(node, "entity_type", 50);
    if (EntityType.of(entityType).isEmpty()) {
      throw new UnreadableMessage("entity_type: " + entityType + " is not known");
    }
    long integration = Fields.integer(node, "integration_id", 1, MAX_ID);
    int priority =
        absent(node, "priority") ? DEFAULT_PRIORITY : (int) Fields.integer(node, "priority", 0, 9);
    return new ForeignJob(
        jobType,
        entityType,
        tenant,
        integration,
        priority,
        payload(node),
        body,
        messageKey(body, messageId),
        "{}");
  }

  private static String payload(JsonNode node) throws UnreadableMessage {
    if (absent(node, "payload")) {
      return "{}";
    }
    JsonNode payload = node.get("payload");
    if (payload == null || !payload.isObject()) {
      throw new UnreadableMessage("payload: must be an object");
    }
    return StrictJson.write(payload);
  }

  private static boolean absent(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull();
  }

  /// The sender's message id where there is one. Otherwise a digest of the bytes and of the ten
  /// minutes in which they came: a redelivery after a crash is the same order, the same trigger
  /// tomorrow is another one.
  private String messageKey(byte[] body, @Nullable String messageId) {
    String digest = HexFormat.of().formatHex(sha256().digest(body));
    if (messageId != null && !messageId.isBlank()) {
      return "message:" + messageId.substring(0, Math.min(200, messageId.length())) + ":" + digest;
    }
    return "body:" + digest + ":" + clock.instant().getEpochSecond() / SAME_ORDER_SECONDS;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
