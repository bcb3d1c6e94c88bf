package dev.cutover.cutover.backup;

import dev.cutover.cutover.StepFailure;
import dev.cutover.job.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The folder of one backup: its owner's alone, for it holds everything that the database holds.
final class Folders {
  private Folders() {}

  /// Makes it, or takes an empty one.
  ///
  /// @throws StepFailure it holds something: nothing is ever overwritten
  static void make(Path folder) {
    try {
      if (Files.exists(folder)) {
        mustBeEmpty(folder);
      } else {
        Files.createDirectories(folder, attributes(folder, "rwx------"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The folder " + folder + " cannot be made: " + e.getMessage(), e);
    }
  }

  /// What a process that was killed has left of a backup goes: without a manifest it is none.
  private static void mustBeEmpty(Path folder) throws IOException {
    if (!Files.exists(folder.resolve("manifest.json"))) {
      for (String each : BackupMaker.FILES) {
        Files.deleteIfExists(folder.resolve(each));
        Files.deleteIfExists(folder.resolve(each + HashedFile.PART));
      }
    }
    try (Stream<Path> inside = Files.list(folder)) {
      List<Path> strangers = inside.toList();
      if (!strangers.isEmpty()) {
        throw new StepFailure(
            new Problem(
                "refused.folder_taken",
                folder
                    + " holds something already ("
                    + strangers.getFirst().getFileName()
                    + "). Nothing was written.",
                "Name a folder that does not exist yet; no backup is ever overwritten."));
      }
    }
  }

  /// Refuses before the disk is full rather than at 90 %.
  static void mustHaveRoom(Path folder, long bytes) {
    try {
      Path existing = folder.toAbsolutePath();
      while (!Files.exists(existing) && existing.getParent() != null) {
        existing = existing.getParent();
      }
      long free = Files.getFileStore(existing).getUsableSpace();
      if (free < bytes) {
        throw new StepFailure(
            new Problem(
                "backup.space",
                String.format(
                    Locale.ROOT,
                    "There are %.1f GB free at %s, and the database has %.1f GB. Nothing was"
                        + " written.",
                    free / 1e9,
                    existing,
                    bytes / 1e9),
                "Make room, or name a folder on another disk."));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The space at " + folder + " is not known", e);
    }
  }

  /// After an end that was none: unfinished files, and the folder when nothing else is in it.
  static void tidy(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path each : inside.toList()) {
        Files.delete(each);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The unfinished backup in " + folder + " cannot be removed: " + e.getMessage(), e);
    }
  }

  /// The files of a backup in it, then the folder when nothing else is there.
  static void removeOurs(Path folder) {
    try {
      for (String each : BackupMaker.FILES) {
        Files.deleteIfExists(folder.resolve(each));
        Files.deleteIfExists(folder.resolve(each + HashedFile.PART));
      }
      Files.deleteIfExists(folder.resolve("manifest.json"));
      if (Files.isDirectory(folder)) {
        try (Stream<Path> inside = Files.list(folder)) {
          if (inside.findAny().isEmpty()) {
            Files.delete(folder);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The files in " + folder + " cannot be removed: " + e.getMessage(), e);
    }
  }

  /// So that the names in it survive a loss of power.
  static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be forced to the disk", e);
    }
  }

  static FileAttribute<?>[] ownerOnlyFile(Path file) {
    return attributes(file, "rw-------");
  }

  private static FileAttribute<?>[] attributes(Path path, String rights) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
