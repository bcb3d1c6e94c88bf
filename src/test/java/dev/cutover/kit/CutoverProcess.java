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
    return start(List.of(), home, environment, arguments).ended();
  }

  /// In a session of its own, as a terminal has it: Ctrl-C goes to it and to everything that it
  /// started.
  public static Running inTerminal(Path home, Map<String, String> environment, String... arguments)
      throws IOException {
    return start(List.of("env", "--default-signal=INT", "setsid"), home, environment, arguments);
  }

  private static Running start(
      List<String> before, Path home, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "dev.cutover.Main"));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(home, "out", ".txt");
    Path err = Files.createTempFile(home, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("CUTOVER_HOME", home.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return new Running(process, out, err, String.join(" ", arguments));
  }

  /// One that has not ended yet.
  public record Running(Process process, Path out, Path err, String command) {
    public CutoverProcess ended() throws IOException, InterruptedException {
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException("no end: " + command);
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
}
