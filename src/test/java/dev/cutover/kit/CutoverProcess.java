package dev.cutover.kit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs a command as a person would: a process of its own, and what it printed.
public record CutoverProcess(int status, String out, String err) {

  /// On the fixture's database and the broker that all tests share.
  public static CutoverProcess run(Path home, PipelineFixture fixture, String... arguments)
      throws IOException, InterruptedException {
    return run(
        home,
        Map.of("CUTOVER_DB", fixture.address().toUri(), "CUTOVER_BROKER", TestQpid.start().url()),
        arguments);
  }

  /// @param environment added to the environment of the test
  public static CutoverProcess run(Path home, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return run(home, environment, List.of("dev.cutover.Main"), arguments);
  }

  /// @param main options of the virtual machine, and the class to begin with
  public static CutoverProcess run(
      Path home, Map<String, String> environment, List<String> main, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(home, "out", ".txt");
    Path err = Files.createTempFile(home, "err", ".txt");
    Process process =
        builder(home, environment, main, arguments)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("no end: " + String.join(" ", arguments));
    }
    return new CutoverProcess(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  /// In a session of its own, as a terminal has it: Ctrl-C goes to it and to everything that it
  /// started.
  public static Running inTerminal(Path home, Map<String, String> environment, String... arguments)
      throws IOException {
    Path out = Files.createTempFile(home, "out", ".txt");
    Path err = Files.createTempFile(home, "err", ".txt");
    ProcessBuilder builder = builder(home, environment, List.of("dev.cutover.Main"), arguments);
    builder.command().addAll(0, List.of("env", "--default-signal=INT", "setsid"));
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    return new Running(process, out, err);
  }

  /// One that has not ended yet.
  public record Running(Process process, Path out, Path err) {
    public CutoverProcess ended() throws IOException, InterruptedException {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException("no end");
      }
      return new CutoverProcess(
          process.exitValue(),
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    }

    /// Ctrl-C.
    public void interrupt() throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-INT", "--", "-" + process.pid()).inheritIO().start().waitFor();
    }
  }

  /// One that goes on, with nobody listening to it.
  public static Process start(Path home, Map<String, String> environment, String... arguments)
      throws IOException {
    return builder(home, environment, List.of("dev.cutover.Main"), arguments)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static ProcessBuilder builder(
      Path home, Map<String, String> environment, List<String> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path"))));
    command.addAll(main);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CUTOVER_HOME", home.toString());
    builder.environment().putAll(environment);
    return builder;
  }
}
