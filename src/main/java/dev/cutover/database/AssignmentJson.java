package dev.cutover.database;

import dev.cutover.job.Stage;
import dev.cutover.pipeline.Assignment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes assignments into `etl_job_queue.payload` and reads them back. Payloads that other
/// programs wrote are options of an extraction.
final class AssignmentJson {

  private AssignmentJson() {}

  static String write(Assignment assignment) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    switch (assignment) {
      case Assignment.Extract extract -> {
        if (extract.since() != null) {
          node.put("since", extract.since().toString());
        }
        node.put("full", extract.full());
        node.put("slice", extract.slice());
        extract.options().forEach(node::put);
      }
      case Assignment.Continued continued -> {
        return write(continued.order());
      }
      case Assignment.Transform(List<Long> rawIds) -> {
        ArrayNode ids = node.putArray("raw_ids");
        rawIds.forEach(ids::add);
      }
      case Assignment.Load(long batch, int rows) -> node.put("batch", batch).put("rows", rows);
      case Assignment.Noop() -> node.put("noop", true);
    }
    return Json.MAPPER.writeValueAsString(node);
  }

  static Assignment read(Stage stage, String payload) {
    JsonNode node = Json.MAPPER.readTree(payload);
    if (node.has("noop")) {
      return new Assignment.Noop();
    }
    return switch (stage) {
      case EXTRACT -> extract(node);
      case TRANSFORM -> {
        List<Long> ids = new ArrayList<>();
        node.path("raw_ids").forEach(id -> ids.add(id.asLong()));
        yield new Assignment.Transform(List.copyOf(ids));
      }
      case LOAD -> new Assignment.Load(node.path("batch").asLong(), node.path("rows").asInt());
    };
  }

  private static Assignment.Extract extract(JsonNode node) {
    Map<String, String> options = new HashMap<>();
    node.properties()
        .forEach(
            entry -> {
              JsonNode value = entry.getValue();
              switch (entry.getKey()) {
                case "since", "full", "slice" -> {}
                default ->
                    options.put(
                        entry.getKey(), value.isString() ? value.asString() : value.toString());
              }
            });
    Instant since = node.hasNonNull("since") ? Instant.parse(node.path("since").asString()) : null;
    return new Assignment.Extract(
        since,
        node.path("full").asBoolean(false),
        node.path("slice").asInt(0),
        Map.copyOf(options));
  }
}
