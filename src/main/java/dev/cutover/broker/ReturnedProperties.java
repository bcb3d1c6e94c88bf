package dev.cutover.broker;

import com.rabbitmq.client.AMQP;
import dev.cutover.pipeline.DeadLetters;
import dev.cutover.pipeline.MessageReturn;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What goes with a message that is sent back: what it came with, as far as [HeaderJson] kept it,
/// and the marks of a replay. Left out are its deaths (they belong to the letter), its expiration
/// (it would die of it again) and its user (the broker takes only our own).
final class ReturnedProperties {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PERSISTENT = 2;
  private static final int LONGEST_SHORT_TEXT = 255;

  private ReturnedProperties() {}

  static AMQP.BasicProperties of(DeadLetters.Claimed letter) {
    JsonNode all = JSON.readTree(letter.headersJson());
    AMQP.BasicProperties.Builder properties =
        new AMQP.BasicProperties.Builder()
            .deliveryMode(PERSISTENT)
            .messageId(shortened(letter.messageId()))
            .contentType(text(all, "content_type"))
            .contentEncoding(text(all, "content_encoding"))
            .correlationId(text(all, "correlation_id"))
            .appId(text(all, "app_id"))
            .type(text(all, "type"));
    int priority = all.path("priority").asInt(-1);
    if (priority >= 0 && priority <= 255) {
      properties.priority(priority);
    }
    Date sent = time(text(all, "timestamp"));
    if (sent != null) {
      properties.timestamp(sent);
    }
    Map<String, Object> headers = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> header : all.path("headers").properties()) {
      Object value = value(header.getValue());
      if (value != null && !isOfADeath(header.getKey()) && header.getKey().length() <= 128) {
        headers.put(header.getKey(), value);
      }
    }
    headers.put(MessageReturn.REPLAY_OF, letter.id());
    headers.put(MessageReturn.REPLAYS, letter.replays());
    return properties.headers(headers).build();
  }

  private static boolean isOfADeath(String header) {
    return header.equals("x-death")
        || header.startsWith("x-first-death-")
        || header.startsWith("x-last-death-")
        || header.equals("x-delivery-count")
        || header.equals("x-acquired-count");
  }

  private static @Nullable Object value(JsonNode node) {
    if (node.isBoolean()) {
      return node.asBoolean();
    }
    if (node.isIntegralNumber()) {
      return node.canConvertToLong() ? (Object) node.asLong() : node.asString();
    }
    if (node.isNumber()) {
      return node.asDouble();
    }
    if (node.isString()) {
      return node.asString();
    }
    if (node.isArray()) {
      List<Object> values = new ArrayList<>();
      node.forEach(
          each -> {
            Object value = value(each);
            if (value != null) {
              values.add(value);
            }
          });
      return values;
    }
    if (node.isObject()) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> each : node.properties()) {
        Object value = value(each.getValue());
        if (value != null) {
          values.put(shortened(each.getKey()), value);
        }
      }
      return values;
    }
    return null;
  }

  private static @Nullable String text(JsonNode all, String name) {
    JsonNode value = all.path(name);
    return value.isString() ? shortened(value.asString()) : null;
  }

  /// A short text of AMQP has 255 bytes; with up to 4 bytes a character, cut only where needed.
  private static String shortened(String text) {
    String cut = text;
    while (cut.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LONGEST_SHORT_TEXT) {
      cut = cut.substring(0, cut.length() - 1);
    }
    return cut;
  }

  private static @Nullable Date time(@Nullable String iso) {
    try {
      return iso == null ? null : Date.from(Instant.parse(iso));
    } catch (DateTimeException | IllegalArgumentException _) {
      return null;
    }
  }
}
