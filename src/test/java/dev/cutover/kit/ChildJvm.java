package dev.cutover.kit;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A second, real process of the program for tests: its lines are read, it is told things by lines,
/// and it can be killed the hard way.
public final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final Writer input;

  private ChildJvm(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
  }

  /// Starts `main` with the class path of the test; its standard error joins ours.
  public static ChildJvm start(Class<?> main, String... arguments) throws IOException {
    return start(List.of(), main, arguments);
  }

  /// @param options of the virtual machine
  public static ChildJvm start(List<String> options, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-XX:TieredStopAtLevel=1");
    if (!options.contains("-cp")) {
      command.add("-cp");
      command.add(classPath());
    }
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ChildJvm(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
        .replace(";", File.pathSeparator);
  }

  /// The rest of the first line that begins with `word`; lines before it are dropped.
  public String await(String word) throws IOException {
    String line = output.readLine();
    while (line != null && !line.startsWith(word)) {
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException("the child ended before it said " + word);
    }
    return line.substring(word.length()).strip();
  }

  public void tell(String line) throws IOException {
    input.write(line + "\n");
    input.flush();
  }

  public long pid() {
    return process.pid();
  }

  /// Waits for the child to end by itself.
  ///
  /// @return false when it is still there
  public boolean awaitEnd(java.time.Duration atMost) throws InterruptedException {
    return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// SIGKILL, and gone when this returns.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the child does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
