package dev.cutover.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// This program once more as a process of its own: the same virtual machine with the same options.
public final class OwnProcess {
  /// The packaged launcher sets it for its second half. Another launcher that inherits it believes
  /// to be that half and takes its arguments for options of the virtual machine.
  static final String LAUNCHER_MARK = "_JPACKAGE_LAUNCHER";

  private OwnProcess() {}

  /// How it ended.
  ///
  /// @param said both of its outputs
  public record Ended(int status, String said) {}

  /// Runs it to its end.
  ///
  /// @param options of the virtual machine, on top of those of this process
  /// @param environment on top of that of this process; secrets go here and not into the arguments
  /// @throws IllegalStateException when this program's runtime has no `java` to start
  public static Ended run(
      List<String> options, Map<String, String> environment, String mainClass, String... arguments)
      throws InterruptedException {
    List<String> command = java(options);
    command.add(mainClass);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = null;
    try {
      process = builder.start();
      process.getOutputStream().close();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return new Ended(process.waitFor(), said);
    } catch (IOException e) {
      throw new UncheckedIOException(
          command.getFirst() + " could not be run: " + e.getMessage(), e);
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  /// The words that start this program, whatever verb follows: its packaged launcher where it came
  /// with one, else the virtual machine that runs it.
  ///
  /// @param options of the virtual machine, on top of those of this process; the packaged launcher
  ///   has its own
  public static List<String> words(List<String> options, String mainClass) {
    String launcher = System.getProperty("jpackage.app-path");
    if (launcher != null) {
      return List.of(launcher);
    }
    List<String> command = java(options);
    command.add(mainClass);
    return List.copyOf(command);
  }

  private static List<String> java(List<String> options) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    if (!Files.isExecutable(java)) {
      throw new IllegalStateException(
          "This program came with a runtime that starts nothing but itself ("
              + java
              + " is missing), so it cannot be started a second time. Use a checkout.");
    }
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    return command;
  }
}
