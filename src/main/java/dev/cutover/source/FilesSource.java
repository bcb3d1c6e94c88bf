package dev.cutover.source;

import dev.cutover.job.EntityType;
import dev.cutover.pipeline.stage.IntegrationSettings;
import dev.cutover.pipeline.stage.SourceSystem;
import dev.cutover.source.FileEntities.EntityFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A folder of exported files, for sites that cannot be called from here. Everything in the files
/// is read each time; what has not changed costs no more than its digest.
final class FilesSource {
  private final IntegrationSettings integration;
  private final JsonLimits limits;

  FilesSource(IntegrationSettings integration, JsonLimits limits) {
    this.integration = integration;
    this.limits = limits;
  }

  SourceSystem.Reader open(EntityType entity, @Nullable String cursor) {
    List<EntityFile> files = FileEntities.of(integration, entity);
    return new GuardedReader(integration, cursor, new FilePages(integration, files, limits));
  }

  String test() {
    Path folder = FileEntities.folder(integration);
    List<EntityFile> files = FileEntities.all(folder);
    String names =
        files.stream()
            .map(
                file ->
                    String.format(
                        Locale.ROOT, "%s (%,d bytes)", file.name(), FileEntities.size(file)))
            .collect(Collectors.joining(", "));
    return "Folder " + folder + ": " + (files.isEmpty() ? "no file of a known entity" : names);
  }
}
