package dev.cutover.cutover.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// All files of a backup once more, somewhere else, with their checksums looked at on the way.
final class SecondCopy {
  private SecondCopy() {}

  static void make(Path from, Manifest manifest, Path to, ManifestFiles manifests) {
    Folders.make(to);
    for (Manifest.BackupFile each : manifest.files()) {
      try (HashedFile copy = HashedFile.begin(to.resolve(each.name()));
          InputStream in = Files.newInputStream(from.resolve(each.name()))) {
        in.transferTo(copy);
        Manifest.BackupFile written = copy.finish();
        if (!written.equals(each)) {
          throw BackupMaker.refusal(
              "backup.second_copy",
              "The second copy of "
                  + each.name()
                  + " in "
                  + to
                  + " is not what was written first. The backup in "
                  + from
                  + " stays.",
              "Check both disks, then `cutover backup verify " + from + "`.");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(
            each.name() + " cannot be copied to " + to + ": " + e.getMessage(), e);
      }
    }
    manifests.write(to, manifest);
    Folders.force(to);
  }
}
