package dev.cutover.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/// A folder (0700) of files (0600) that are replaced whole and forced to disk. Where the file
/// system knows no such rights (Windows), the rights of the home folder hold.
public final class PrivateFolder {
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private final Path folder;
  private final boolean posix;

  public PrivateFolder(Path folder) {
    this.folder = folder;
    this.posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  void make() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, rights("rwx------"));
    }
  }

  /// Replaces the file in one step, or, with `onlyNew`, leaves a file that is there already as it
  /// is.
  public void write(String name, byte[] bytes, boolean onlyNew) throws IOException {
    make();
    Path fresh = folder.resolve(name + "." + UUID.randomUUID() + ".new");
    try {
      Files.createFile(fresh, rights("rw-------"));
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      if (onlyNew) {
        linkUnlessThere(fresh, file(name));
      } else {
        Files.move(fresh, file(name), StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      Files.deleteIfExists(fresh);
    }
    force();
  }

  void delete(String name) throws IOException {
    if (Files.deleteIfExists(file(name))) {
      force();
    }
  }

  /// Throws when anybody but the owner could read the file.
  void mustBePrivate(Path file) throws IOException {
    if (!posix) {
      return;
    }
    Set<PosixFilePermission> found = Files.getPosixFilePermissions(file);
    if (!OWNER.containsAll(found)) {
      throw new SecretTrouble(
          file.toString(),
          "other users may use this file ("
              + PosixFilePermissions.toString(found)
              + "), so what"
              + " it protects may be known to them. Nothing was read. Change the secrets it"
              + " protects where they are valid, then run: chmod 600 "
              + file);
    }
  }

  private static void linkUnlessThere(Path fresh, Path file) throws IOException {
    try {
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException another) {
      // Another process was first: its file is the one that counts.
      return;
    } catch (UnsupportedOperationException noLinks) {
      Files.copy(fresh, file);
    }
  }

  /// Makes the new name survive a power loss; not every system lets a folder be opened.
  private void force() throws IOException {
    if (posix) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private FileAttribute<?>[] rights(String rights) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
