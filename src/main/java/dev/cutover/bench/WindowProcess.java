package dev.cutover.bench;

import dev.cutover.boot.Scratch;
import dev.cutover.boot.WindowStart;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A window in a process of its own, with the options of this one.
final class WindowProcess {
  private WindowProcess() {}

  /// Milliseconds since the process began.
  record Times(double firstFrame, double interactive) {}

  static Times empty() throws IOException, InterruptedException {
    return run(Map.of(), "empty");
  }

  static Times console(Scratch scratch) throws IOException, InterruptedException {
    return run(scratch.environment(), "console", scratch.mark());
  }

  private static Times run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    if (!java.toFile().canExecute()) {
      throw new IllegalStateException(
          "This program came with a runtime that starts nothing but itself ("
              + java
              + " is missing), so its start cannot be measured from inside. Use a checkout.");
    }
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(WindowStart.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    Map<String, Double> times =
        said.lines()
            .map(line -> line.split(" ", -1))
            .filter(words -> words.length == 2 && words[1].matches("\\d+"))
            .collect(Collectors.toMap(words -> words[0], words -> Double.valueOf(words[1])));
    Double firstFrame = times.get("first-frame");
    Double interactive = times.get("interactive");
    if (status != 0 || firstFrame == null || interactive == null) {
      throw new IllegalStateException(
          "The window that was to be measured ended with " + status + ": " + said.strip());
    }
    return new Times(firstFrame, interactive);
  }
}
