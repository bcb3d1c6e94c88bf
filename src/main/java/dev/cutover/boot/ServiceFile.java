package dev.cutover.boot;

import dev.cutover.cutover.OldServicePlan;
import dev.cutover.job.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The old service of a profile as a file: `service-<profile>.json` among the settings, or any that
/// is named. Paths are absolute or beside the file; commands are lists of words.
public final class ServiceFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int USAGE = 2;

  private ServiceFile() {}

  /// Where a profile's is.
  public static Path of(Home home, String profile) {
    return home.config().resolve("service-" + profile + ".json");
  }

  /// @throws Refused when it cannot be read, with what is missing
  public static OldServicePlan read(Path file) {
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(file));
      Path beside = file.toAbsolutePath();
      Path folder = path(json, "folder", beside);
      return new OldServicePlan(
          json.path("name").asString("etl-service"),
          folder,
          path(json, "replacement", beside),
          json.has("env_file") ? path(json, "env_file", beside) : folder.resolve(".env"),
          words(json, "start", true),
          words(json, "stop", true),
          words(json, "status", true),
          words(json, "enable", false),
          words(json, "disable", false),
          words(json, "enabled", false),
          text(json, "role"));
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      throw new Refused(
          USAGE,
          new Problem(
              "service.unreadable",
              "The old service cannot be read from "
                  + file
                  + ": "
                  + e.getMessage()
                  + ". Nothing was done.",
              "It needs folder, replacement, role, and start, stop, status as lists of words; see"
                  + " docs/operator/old-service.md."));
    }
  }

  /// Options that a plan for this service begins with, such as `soak`; `options` of the file.
  ///
  /// @throws Refused when the file cannot be read
  public static Map<String, String> options(Path file) {
    Map<String, String> options = new LinkedHashMap<>();
    try {
      JSON.readTree(Files.readAllBytes(file))
          .path("options")
          .forEachEntry((name, value) -> options.put(name, value.asString()));
      return options;
    } catch (IOException | JacksonException e) {
      throw new Refused(
          USAGE,
          new Problem(
              "service.unreadable",
              "The options of a plan cannot be read from " + file + ". Nothing was done.",
              "They are texts by their names, below \"options\"."));
    }
  }

  /// Writes one that [#read] understands.
  public static void write(OldServicePlan plan, Path file) throws IOException {
    write(plan, Map.of(), file);
  }

  /// The same with what a plan begins with.
  public static void write(OldServicePlan plan, Map<String, String> options, Path file)
      throws IOException {
    ObjectNode json = JSON.createObjectNode().put("name", plan.name());
    json.put("folder", plan.folder().toString())
        .put("replacement", plan.replacement().toString())
        .put("env_file", plan.envFile().toString())
        .put("role", plan.role());
    list(json, "start", plan.start());
    list(json, "stop", plan.stop());
    list(json, "status", plan.status());
    list(json, "enable", plan.enable());
    list(json, "disable", plan.disable());
    list(json, "enabled", plan.enabled());
    if (!options.isEmpty()) {
      ObjectNode written = json.putObject("options");
      options.forEach(written::put);
    }
    Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
  }

  private static void list(ObjectNode json, String name, List<String> words) {
    words.forEach(json.putArray(name)::add);
  }

  private static Path path(JsonNode json, String name, Path beside) {
    return beside.resolveSibling(text(json, name)).normalize();
  }

  private static String text(JsonNode json, String name) {
    String text = json.path(name).asString("");
    if (text.isBlank()) {
      throw new IllegalArgumentException("'" + name + "' is missing");
    }
    return text;
  }

  private static List<String> words(JsonNode json, String name, boolean needed) {
    List<String> words = new ArrayList<>();
    json.path(name).forEach(word -> words.add(word.asString()));
    if (needed && words.isEmpty()) {
      throw new IllegalArgumentException("'" + name + "' is missing or no list of words");
    }
    return words;
  }
}
