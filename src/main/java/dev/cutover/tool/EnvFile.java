package dev.cutover.tool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A `.env` file on the disk: replaced in one step, its rights kept, the bytes from before kept
/// beside it for as long as they may be wanted back. It holds passwords, so nobody but its owner
/// may read what is kept.
final class EnvFile {
  static final String ABSENT = "absent";

  private final Path file;
  private final Path template;
  private final Map<String, String> wanted;

  /// @param template read instead when the file is not there
  /// @param wanted values by key; they may be secrets
  EnvFile(Path file, Path template, Map<String, String> wanted) {
    this.file = file;
    this.template = template;
    this.wanted = wanted;
  }

  private Path kept(String run) {
    return file.resolveSibling(file.getFileName() + ".before-" + run);
  }

  /// Says that there was no file.
  private Path keptAbsence(String run) {
    return file.resolveSibling(file.getFileName() + ".absent-before-" + run);
  }

  EnvText text() throws IOException {
    try {
      return new EnvText(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException none) {
      return new EnvText("");
    }
  }

  String sha256() throws IOException {
    return Files.exists(file) ? Sha256.of(file) : ABSENT;
  }

  String mode() throws IOException {
    return Files.exists(file) && isPosix()
        ? PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
        : "";
  }

  Optional<String> keptSha256(String run) throws IOException {
    if (Files.exists(keptAbsence(run))) {
      return Optional.of(ABSENT);
    }
    return Files.exists(kept(run)) ? Optional.of(Sha256.of(kept(run))) : Optional.empty();
  }

  void edit(String run) throws IOException {
    if (keptSha256(run).isEmpty()) {
      if (Files.exists(file)) {
        write(kept(run), Files.readAllBytes(file), PosixFilePermissions.fromString("rw-------"));
      } else {
        write(keptAbsence(run), new byte[0], PosixFilePermissions.fromString("rw-------"));
      }
    }
    Path source = Files.exists(file) ? file : template;
    String text = Files.exists(source) ? Files.readString(source, StandardCharsets.ISO_8859_1) : "";
    write(
        file, new EnvText(text).with(wanted).getBytes(StandardCharsets.ISO_8859_1), rights(source));
  }

  void restore(String run) throws IOException {
    if (Files.exists(keptAbsence(run))) {
      Files.deleteIfExists(file);
      Files.delete(keptAbsence(run));
    } else if (Files.exists(kept(run))) {
      write(file, Files.readAllBytes(kept(run)), rights(file));
      Files.delete(kept(run));
    }
    Synced.folder(file);
  }

  private static Set<PosixFilePermission> rights(Path like) throws IOException {
    return Files.exists(like) && isPosix()
        ? new HashSet<>(Files.getPosixFilePermissions(like))
        : PosixFilePermissions.fromString("rw-------");
  }

  private static boolean isPosix() {
    return java.nio.file.FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  private static void write(Path file, byte[] bytes, Set<PosixFilePermission> rights)
      throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try {
      if (isPosix()) {
        Files.createFile(
            fresh,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(fresh);
      }
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      if (isPosix()) {
        Files.setPosixFilePermissions(fresh, rights);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
    Synced.folder(file);
  }
}
