package dev.cutover.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs one program to its end. Its output goes to a file, not a pipe: a server that it leaves
/// behind may keep the output open without keeping us.
final class ChildCommand {
  private final Path folder;

  ChildCommand(Path folder) {
    this.folder = folder;
  }

  /// The end of the run; a run that takes longer than `patience` is killed and counts as failed.
  Result run(List<String> command, String input, Duration patience) throws IOException {
    Path output = Files.createTempFile(folder, "run", ".out");
    Path stdin = Files.createTempFile(folder, "run", ".in");
    try {
      Files.writeString(stdin, input, StandardCharsets.UTF_8);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(stdin.toFile())
              .redirectOutput(output.toFile());
      // Messages in English, whatever the desktop speaks: we look for words in them.
      builder.environment().putAll(Map.of("LC_ALL", "C", "LANG", "C"));
      builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
      Process process = builder.start();
      int status = waitFor(process, patience);
      return new Result(status, Files.readString(output, StandardCharsets.ISO_8859_1).strip());
    } finally {
      Files.deleteIfExists(output);
      Files.deleteIfExists(stdin);
    }
  }

  private static int waitFor(Process process, Duration patience) throws IOException {
    try {
      if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      throw new IOException("it did not end within " + patience.toSeconds() + " s");
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }

  /// Exit status and everything the program said.
  record Result(int status, String output) {
    boolean ok() {
      return status == 0;
    }
  }
}
