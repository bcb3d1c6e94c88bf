package dev.cutover.cutover.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a restored database has to hold to count as the same.
///
/// @param tables with their ranges
record Expected(
    ServerIdentity identity,
    List<TableDigest> tables,
    List<SequenceState> sequences,
    Definitions definitions,
    long largeObjects,
    RestoreNeeds needs) {

  Expected {
    tables = List.copyOf(tables);
    sequences = List.copyOf(sequences);
  }

  /// Of a backup on the disk whose files were compared with its manifest.
  static Expected of(Path folder, Manifest manifest, ManifestFiles manifests) {
    try {
      return of(
          manifest,
          manifests.readRanges(folder.resolve(BackupMaker.RANGES)),
          Definitions.of(Files.readAllBytes(folder.resolve(BackupMaker.STRUCTURE))));
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Expected of(
      Manifest manifest, Map<String, List<TableDigest.Range>> ranges, Definitions definitions) {
    return new Expected(
        manifest.source().identity(),
        manifest.tables().stream()
            .map(each -> each.with(ranges.getOrDefault(each.table(), List.of())))
            .toList(),
        manifest.sequences(),
        definitions,
        manifest.largeObjects(),
        manifest.needs());
  }
}
