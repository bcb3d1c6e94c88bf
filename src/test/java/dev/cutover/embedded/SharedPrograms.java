package dev.cutover.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The server's programs, unpacked once for all tests: unpacking takes longer than the server's
/// start.
final class SharedPrograms {
  private static @Nullable Path unpacked;

  private SharedPrograms() {}

  /// Makes the folder and puts the programs there, so that a first start finds them unpacked.
  static synchronized void linkInto(Path folder) throws IOException {
    Path programs = unpacked;
    if (programs == null) {
      Path shared = Files.createTempDirectory("cutover-programs");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(shared)));
      programs = PostgresBinaries.unpacked(shared);
      unpacked = programs;
    }
    OwnerOnly.folder(folder);
    Files.createSymbolicLink(folder.resolve(programs.getFileName()), programs);
  }

  private static void remove(Path folder) {
    try {
      PostgresBinaries.remove(folder);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
