package dev.cutover.ui.backup;

import dev.cutover.cutover.backup.BackupShelf;
import dev.cutover.cutover.backup.Manifest;
import dev.cutover.cutover.backup.Proof;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A backup in the list.
///
/// @param taken null when its manifest cannot be read
/// @param proof word of its newest proof, `unreadable` when there is none to trust
/// @param detail what was proved and when, or what is wrong
public record BackupRow(
    Path folder,
    @Nullable Instant taken,
    String database,
    long bytes,
    String proof,
    String detail) {

  static BackupRow of(BackupShelf.Entry entry) {
    Manifest manifest = entry.manifest();
    Proof newest = entry.newest();
    if (manifest == null || newest == null) {
      return new BackupRow(entry.folder(), null, "", -1, "unreadable", entry.trouble());
    }
    return new BackupRow(
        entry.folder(),
        manifest.begun(),
        manifest.source().host() + "/" + manifest.source().identity().database(),
        manifest.archive().bytes(),
        newest.state().name().toLowerCase(Locale.ROOT),
        newest.text());
  }
}
