package dev.cutover.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.LongString;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What came with a message besides its body, as JSON that PostgreSQL's jsonb accepts.
final class HeaderJson {
  private static final int MAX_DEPTH = 8;
  private static final int MAX_TEXT = 4_000;

  private HeaderJson() {}

  static String of(Delivery delivery) {
    AMQP.BasicProperties properties = delivery.getProperties();
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("exchange", clean(delivery.getEnvelope().getExchange()));
    all.put("routing_key", clean(delivery.getEnvelope().getRoutingKey()));
    all.put("redelivered", delivery.getEnvelope().isRedeliver());
    put(all, "message_id", properties.getMessageId());
    put(all, "correlation_id", properties.getCorrelationId());
    put(all, "content_type", properties.getContentType());
    put(all, "content_encoding", properties.getContentEncoding());
    put(all, "app_id", properties.getAppId());
    put(all, "user_id", properties.getUserId());
    put(all, "type", properties.getType());
    put(all, "priority", properties.getPriority());
    put(all, "expiration", properties.getExpiration());
    put(all, "timestamp", properties.getTimestamp());
    put(all, "headers", properties.getHeaders());
    return StrictJson.write(all);
  }

  private static void put(Map<String, @Nullable Object> all, String name, @Nullable Object value) {
    if (value != null) {
      all.put(name, plain(value, 0));
    }
  }

  private static @Nullable Object plain(@Nullable Object value, int depth) {
    if (depth > MAX_DEPTH) {
      return "...";
    }
    return switch (value) {
      case null -> null;
      case Boolean b -> b;
      case Float f -> Float.isFinite(f) ? f : f.toString();
      case Double d -> Double.isFinite(d) ? d : d.toString();
      case Number n -> n;
      case Date d -> d.toInstant().toString();
      case byte[] bytes -> clean(HexFormat.of().formatHex(bytes));
      case LongString text -> clean(text.toString());
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        map.forEach((key, v) -> plain.put(clean(String.valueOf(key)), plain(v, depth + 1)));
        yield plain;
      }
      case List<?> list -> list.stream().map(v -> plain(v, depth + 1)).toList();
      default -> clean(value.toString());
    };
  }

  /// Without what jsonb refuses: U+0000 and halves of surrogate pairs.
  private static String clean(String text) {
    StringBuilder cleaned = new StringBuilder();
    text.codePoints()
        .limit(MAX_TEXT)
        .map(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c)
        .forEach(cleaned::appendCodePoint);
    return cleaned.toString();
  }
}
