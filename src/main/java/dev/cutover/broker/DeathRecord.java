package dev.cutover.broker;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why and where a message died, from RabbitMQ's `x-death` header.
///
/// @param origin the queue in which it died first; the dead queue itself when nothing is told
record DeathRecord(String origin, String reason) {

  static DeathRecord of(@Nullable Map<String, Object> headers, String deadQueue) {
    if (headers != null
        && headers.get("x-death") instanceof List<?> deaths
        && !deaths.isEmpty()
        && deaths.getLast() instanceof Map<?, ?> first) {
      // The newest death is in front; the last one is the first that happened.
      String queue = text(first, "queue", deadQueue);
      return new DeathRecord(
          queue,
          text(first, "reason", "dead for an unknown reason") + " in " + queue + times(first));
    }
    return new DeathRecord(deadQueue, "found in " + deadQueue + " without a reason");
  }

  private static String times(Map<?, ?> death) {
    return death.get("count") instanceof Long count && count > 1 ? " (" + count + " times)" : "";
  }

  private static String text(Map<?, ?> death, String key, String otherwise) {
    Object value = death.get(key);
    return value == null ? otherwise : value.toString();
  }
}
