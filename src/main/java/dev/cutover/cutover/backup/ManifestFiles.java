package dev.cutover.cutover.backup;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Manifests as files. Their text is JSON.
public interface ManifestFiles {

  /// Writes it and its checksum beside it, forced to the disk.
  void write(Path folder, Manifest manifest);

  /// @throws dev.cutover.cutover.StepFailure there is none, it is no manifest, or its checksum does
  ///   not fit: somebody changed it
  Manifest read(Path folder);

  /// The manifest as its JSON text.
  String text(Manifest manifest);

  Manifest.BackupFile writeRanges(Path file, Map<String, List<TableDigest.Range>> ranges);

  Map<String, List<TableDigest.Range>> readRanges(Path file);

  /// A later proof of a backup, kept beside its manifest.
  void addProof(Path folder, Proof proof);

  /// Later proofs, the oldest first.
  List<Proof> proofs(Path folder);
}
