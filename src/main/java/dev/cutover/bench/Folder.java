package dev.cutover.bench;

import dev.cutover.sample.Progress;
import dev.cutover.sample.SampleData;
import dev.cutover.sample.SampleSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder for the files of one measuring, gone at its end.
final class Folder implements AutoCloseable {
  private static final long SEED = 42;

  private final Path path;

  private Folder(Path path) {
    this.path = path;
  }

  static Folder in(Path parent) {
    try {
      Files.createDirectories(parent);
      return new Folder(Files.createTempDirectory(parent, "bench-"));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "A folder for the sample cannot be made in " + parent + ": " + e.getMessage(), e);
    }
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /// Writes so many issues and their catalogues into a folder of its own.
  Path sample(int issues) throws InterruptedException {
    Path folder = path.resolve("issues-" + issues);
    SampleData.write(folder, SampleSize.ofIssues(issues), SEED, Progress.SILENT);
    return folder;
  }

  /// Removes one that is not needed any more: large ones take gigabytes.
  static void remove(Path folder) {
    List<Path> below;
    try (Stream<Path> files = Files.walk(folder)) {
      below = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : below) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The sample in " + folder + " cannot be removed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    remove(path);
  }
}
