package dev.cutover.journal;

import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.OldServicePlan;
import dev.cutover.cutover.StepName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A plan as JSON. Durations and instants are ISO 8601, steps are their words.
final class PlanJson {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private PlanJson() {}

  static ObjectNode write(CutoverPlan plan) {
    ObjectNode json = JSON.createObjectNode().put("id", plan.id());
    json.put("made", plan.made().toString()).put("actor", plan.actor());
    target(plan.target(), json.putObject("target"));
    ArrayNode tools = json.putArray("tools");
    plan.tools()
        .forEach(
            tool ->
                tools
                    .addObject()
                    .put("name", tool.name())
                    .put("path", tool.path())
                    .put("version", tool.version()));
    ArrayNode tables = json.putArray("tables");
    plan.tables()
        .forEach(
            table ->
                tables
                    .addObject()
                    .put("schema", table.schema())
                    .put("name", table.name())
                    .put("bytes", table.bytes())
                    .put("primary_key", table.hasPrimaryKey()));
    service(plan.service(), json.putObject("service"));
    ArrayNode steps = json.putArray("steps");
    plan.steps().forEach(step -> steps.add(step.word()));
    ObjectNode estimates = json.putObject("estimates");
    plan.estimates().forEach((step, time) -> estimates.put(step, time.toString()));
    ObjectNode options = json.putObject("options");
    plan.options().forEach(options::put);
    return json;
  }

  private static void target(CutoverPlan.Target target, ObjectNode json) {
    json.put("host", target.host())
        .put("port", target.port())
        .put("database", target.database())
        .put("system_identifier", target.systemIdentifier())
        .put("database_oid", target.databaseOid())
        .put("server_version", target.serverVersion())
        .put("broker", target.broker())
        .put("broker_name", target.brokerName());
  }

  private static void service(OldServicePlan service, ObjectNode json) {
    json.put("name", service.name())
        .put("folder", service.folder().toString())
        .put("replacement", service.replacement().toString())
        .put("env_file", service.envFile().toString())
        .put("role", service.role());
    words(service.start(), json.putArray("start"));
    words(service.stop(), json.putArray("stop"));
    words(service.status(), json.putArray("status"));
    words(service.enable(), json.putArray("enable"));
    words(service.disable(), json.putArray("disable"));
    words(service.enabled(), json.putArray("enabled"));
  }

  private static void words(List<String> words, ArrayNode json) {
    words.forEach(json::add);
  }

  /// @throws RuntimeException of whatever kind when it is no plan
  static CutoverPlan read(JsonNode json) {
    List<CutoverPlan.Tool> tools = new ArrayList<>();
    for (JsonNode tool : json.path("tools")) {
      tools.add(
          new CutoverPlan.Tool(text(tool, "name"), text(tool, "path"), text(tool, "version")));
    }
    List<CutoverPlan.Table> tables = new ArrayList<>();
    for (JsonNode table : json.path("tables")) {
      tables.add(
          new CutoverPlan.Table(
              text(table, "schema"),
              text(table, "name"),
              table.path("bytes").asLong(),
              table.path("primary_key").asBoolean()));
    }
    List<StepName> steps = new ArrayList<>();
    json.path("steps").forEach(step -> steps.add(StepName.of(step.asString())));
    Map<String, Duration> estimates = new LinkedHashMap<>();
    json.path("estimates")
        .properties()
        .forEach(each -> estimates.put(each.getKey(), Duration.parse(each.getValue().asString())));
    Map<String, String> options = new LinkedHashMap<>();
    json.path("options")
        .properties()
        .forEach(e -> options.put(e.getKey(), e.getValue().asString()));
    return new CutoverPlan(
        text(json, "id"),
        Instant.parse(text(json, "made")),
        text(json, "actor"),
        target(json.path("target")),
        tools,
        tables,
        service(json.path("service")),
        steps,
        estimates,
        options);
  }

  private static CutoverPlan.Target target(JsonNode json) {
    return new CutoverPlan.Target(
        text(json, "host"),
        json.path("port").asInt(),
        text(json, "database"),
        text(json, "system_identifier"),
        json.path("database_oid").asLong(),
        text(json, "server_version"),
        text(json, "broker"),
        text(json, "broker_name"));
  }

  private static OldServicePlan service(JsonNode json) {
    return new OldServicePlan(
        text(json, "name"),
        Path.of(text(json, "folder")),
        Path.of(text(json, "replacement")),
        Path.of(text(json, "env_file")),
        words(json.path("start")),
        words(json.path("stop")),
        words(json.path("status")),
        words(json.path("enable")),
        words(json.path("disable")),
        words(json.path("enabled")),
        text(json, "role"));
  }

  private static List<String> words(JsonNode json) {
    List<String> words = new ArrayList<>();
    json.forEach(word -> words.add(word.asString()));
    return words;
  }

  private static String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isString()) {
      throw new IllegalArgumentException("'" + name + "' is missing");
    }
    return value.asString();
  }
}
