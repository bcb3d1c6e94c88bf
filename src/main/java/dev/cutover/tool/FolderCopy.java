package dev.cutover.tool;

import dev.cutover.cutover.ServiceFiles.Copy;
import dev.cutover.job.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Copies a folder with all rights and times, and writes down what it copied: `sha256sum -c` reads
/// the list. Under its name there is a complete copy or none. A link is copied as a link.
final class FolderCopy {
  private final Path from;
  private final Path to;

  FolderCopy(Path from, Path to) {
    this.from = from;
    this.to = to;
  }

  private Path manifest() {
    return to.resolveSibling(to.getFileName() + ".sha256");
  }

  private Path part() {
    return to.resolveSibling(to.getFileName() + ".part");
  }

  Optional<Copy> made() throws IOException {
    if (!Files.isDirectory(to) || !Files.exists(manifest())) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(manifest());
    long bytes = 0;
    for (String line : lines) {
      Path file = file(to, line);
      bytes += Files.exists(file) ? Files.size(file) : 0;
    }
    return Optional.of(new Copy(to, manifest(), lines.size(), bytes, Sha256.of(manifest())));
  }

  Copy make(Progress progress) throws IOException, InterruptedException {
    Optional<Copy> there = made();
    if (there.isPresent()) {
      return there.get();
    }
    remove(part());
    remove(to);
    Files.deleteIfExists(manifest());
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(from, new Copying(files));
    List<String> lines = new ArrayList<>();
    for (Path file : files) {
      if (progress.isCancelled()) {
        remove(part());
        throw new InterruptedException("stopped while copying " + from);
      }
      progress.at(lines.size(), files.size());
      Path copy = part().resolve(from.relativize(file));
      Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      if (Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS)) {
        force(copy);
        lines.add(Sha256.of(copy) + "  " + to.getFileName() + "/" + from.relativize(file));
      }
    }
    Files.move(part(), to, StandardCopyOption.ATOMIC_MOVE);
    // The list comes last: a copy without it is not complete.
    Path fresh = manifest().resolveSibling(manifest().getFileName() + ".new");
    Files.write(fresh, lines);
    force(fresh);
    Files.move(
        fresh, manifest(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Synced.folder(to);
    return made().orElseThrow(() -> new IOException(to + " is gone again"));
  }

  List<String> damage() throws IOException {
    List<String> damage = new ArrayList<>();
    for (String line : Files.readAllLines(manifest())) {
      Path file = file(to, line);
      if (!Files.exists(file)) {
        damage.add(file + " is missing");
      } else if (!line.startsWith(Sha256.of(file) + " ")) {
        damage.add(file + " is not what was copied");
      }
    }
    return damage;
  }

  private static Path file(Path to, String line) {
    return to.resolveSibling(line.substring(line.indexOf("  ") + 2));
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> inside = Files.walk(folder)) {
        for (Path each : inside.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  /// Makes the folders, the outermost one for its owner alone, and notes the files.
  private final class Copying extends SimpleFileVisitor<Path> {
    private final List<Path> files;

    Copying(List<Path> files) {
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Path copy = part().resolve(from.relativize(folder));
      Files.createDirectories(copy);
      if (folder.equals(from)
          && copy.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      files.add(file);
      return FileVisitResult.CONTINUE;
    }
  }
}
