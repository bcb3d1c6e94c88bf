package dev.cutover.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What `postmaster.pid` says of the server on a data folder: its process and its port.
record PostmasterPid(long pid, int port) {
  private static final int PORT_LINE = 3;

  /// Empty when there is no such file or it is only half written.
  static Optional<PostmasterPid> read(Path data) throws IOException {
    try {
      List<String> lines =
          Files.readAllLines(data.resolve("postmaster.pid"), StandardCharsets.ISO_8859_1);
      if (lines.isEmpty()) {
        return Optional.empty();
      }
      long pid = Long.parseLong(lines.getFirst().strip());
      int port = lines.size() > PORT_LINE ? Integer.parseInt(lines.get(PORT_LINE).strip()) : 0;
      return Optional.of(new PostmasterPid(pid, port));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (NumberFormatException halfWritten) {
      return Optional.empty();
    }
  }

  /// True when the process lives and is a PostgreSQL server: after a restart of the machine the
  /// number may belong to anybody, and in a container without an init process a killed server stays
  /// as a zombie.
  boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(process -> process.info().command().map(PostmasterPid::isServer).orElse(!isZombie()))
        .orElse(false);
  }

  private boolean isZombie() {
    try {
      String stat =
          Files.readString(
              Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
      return stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
    } catch (IOException noSuchFileSystem) {
      return false;
    }
  }

  private static boolean isServer(String command) {
    return command.contains("postgres");
  }

  static void remove(Path data) throws IOException {
    Files.deleteIfExists(data.resolve("postmaster.pid"));
  }
}
