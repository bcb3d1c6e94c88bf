package dev.cutover.source;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.IntegrationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Which files of a folder hold which entity: `jira_issues.ndjson`, `jira_issues.json`, each with
/// `.gz` or without.
final class FileEntities {
  private static final List<String> ENDINGS =
      List.of(".ndjson", ".ndjson.gz", ".jsonl", ".jsonl.gz", ".json", ".json.gz");

  private FileEntities() {}

  /// @param lines true for a record a line, false for JSON of any layout
  record EntityFile(Path path, EntityType entity, boolean lines) {
    String name() {
      return String.valueOf(path.getFileName());
    }

    boolean isCompressed() {
      return name().toLowerCase(Locale.ROOT).endsWith(".gz");
    }
  }

  /// The folder an integration reads.
  ///
  /// @throws SourceProblem when there is none
  static Path folder(IntegrationSettings integration) {
    String path = integration.setting("path").orElse("");
    try {
      if (!path.isEmpty() && Files.isDirectory(Path.of(path)) && Files.isReadable(Path.of(path))) {
        return Path.of(path);
      }
    } catch (InvalidPathException notAPath) {
      // Told below, with the other paths that lead nowhere.
    }
    throw Trouble.permanent(
        "source.folder",
        path.isEmpty()
            ? Trouble.name(integration) + " names no folder."
            : "%s: there is no readable folder %s.".formatted(Trouble.name(integration), path),
        "Set path to the folder that holds the exported files.");
  }

  /// The files of an entity and its companions, what others refer to first.
  ///
  /// @throws SourceProblem when the folder holds no file of any entity at all
  static List<EntityFile> of(IntegrationSettings integration, EntityType entity) {
    Path folder = folder(integration);
    List<EntityFile> files = new ArrayList<>();
    for (EntityType member : readingOrder(entity)) {
      files.addAll(files(folder, member));
    }
    if (files.isEmpty() && all(folder).isEmpty()) {
      throw Trouble.permanent(
          "source.folder",
          "%s: folder %s holds no file of any known entity."
              .formatted(Trouble.name(integration), folder),
          "Put files such as jira_issues.ndjson, jira_issues.ndjson.gz or jira_issues.json into"
              + " it.");
    }
    return files;
  }

  static List<EntityFile> all(Path folder) {
    List<EntityFile> files = new ArrayList<>();
    for (EntityType entity : EntityType.values()) {
      files.addAll(files(folder, entity));
    }
    return files;
  }

  static long size(EntityFile file) {
    try {
      return Files.size(file.path());
    } catch (IOException gone) {
      return -1;
    }
  }

  private static List<EntityType> readingOrder(EntityType entity) {
    return entity == EntityType.JIRA_PROJECTS
        ? List.of(EntityType.JIRA_ISSUE_TYPES, EntityType.JIRA_PROJECTS)
        : entity.family();
  }

  private static List<EntityFile> files(Path folder, EntityType entity) {
    List<EntityFile> files = new ArrayList<>();
    for (String ending : ENDINGS) {
      Path path = folder.resolve(entity.word() + ending);
      if (Files.isRegularFile(path)) {
        files.add(
            new EntityFile(
                path, entity, !ending.startsWith(".json") || ending.startsWith(".jsonl")));
      }
    }
    return files;
  }
}
