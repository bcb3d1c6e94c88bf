package dev.cutover.archive;

import dev.cutover.rawdata.RawRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// What operators did with a row, as JSON in one column.
final class History {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private History() {}

  static @Nullable String written(List<RawRecord.Event> events) {
    if (events.isEmpty()) {
      return null;
    }
    ArrayNode all = JSON.createArrayNode();
    for (RawRecord.Event event : events) {
      all.addObject()
          .put("at", event.at() == null ? null : event.at().toString())
          .put("from", event.from())
          .put("to", event.to())
          .put("actor", event.actor())
          .put("detail", event.detail());
    }
    return all.toString();
  }

  /// @throws IllegalArgumentException when that is no history
  static List<RawRecord.Event> read(@Nullable String written) {
    if (written == null) {
      return List.of();
    }
    try {
      List<RawRecord.Event> events = new ArrayList<>();
      for (JsonNode each : JSON.readTree(written)) {
        String at = text(each, "at");
        events.add(
            new RawRecord.Event(
                at == null ? null : Instant.parse(at),
                text(each, "from"),
                String.valueOf(text(each, "to")),
                String.valueOf(text(each, "actor")),
                text(each, "detail")));
      }
      return events;
    } catch (JacksonException | DateTimeException e) {
      throw new IllegalArgumentException("no history: " + e.getMessage(), e);
    }
  }

  private static @Nullable String text(JsonNode event, String name) {
    JsonNode value = event.path(name);
    return value.isString() ? value.asString() : null;
  }
}
