package dev.cutover.tool;

import dev.cutover.cutover.backup.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// A password for a child process: in a file that only its owner can read, for as long as the child
/// runs. Never in its arguments or its environment, which others may see.
final class PassFile implements AutoCloseable {
  private final @Nullable Path file;

  private PassFile(@Nullable Path file) {
    this.file = file;
  }

  /// None is written for a place without a password: the program then looks for the user's own.
  static PassFile of(Place place) {
    String password = place.password();
    if (password == null) {
      return new PassFile(null);
    }
    try {
      boolean posix = Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
      Path made =
          Files.createTempFile(
              "cutover",
              ".pgpass",
              posix
                  ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString("rw-------"))
                  }
                  : new FileAttribute<?>[0]);
      Files.write(made, ("*:*:*:*:" + escaped(password) + "\n").getBytes(StandardCharsets.UTF_8));
      return new PassFile(made);
    } catch (IOException e) {
      throw new UncheckedIOException("no place for a short-lived password file", e);
    }
  }

  private static String escaped(String password) {
    return password.replace("\\", "\\\\").replace(":", "\\:");
  }

  @Nullable Path path() {
    return file;
  }

  @Override
  public void close() {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " holds a password and cannot be deleted", e);
    }
  }
}
