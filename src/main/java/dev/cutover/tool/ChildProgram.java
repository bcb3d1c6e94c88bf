package dev.cutover.tool;

import dev.cutover.cutover.StepFailure;
import dev.cutover.cutover.backup.DumpTools;
import dev.cutover.cutover.backup.Place;
import dev.cutover.job.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One run of a client program: its output goes through us, so it ends with us; what it says on
/// standard error is kept; it gets the server's place by its environment.
final class ChildProgram {
  private static final String HELPER_INTERRUPTED = "signal: 2,";
  private static final int CHUNK = 1 << 17;
  private static final int LINES_KEPT = 40;
  private static final long POLL_MILLIS = 100;
  private static final long GRACE_SECONDS = 5;

  /// As Java tells the end by a signal.
  private static final int KILLED_BY_INT = 130;

  private static final int KILLED_BY_TERM = 143;

  /// The driver's names of the parameters that libpq has too, under its own.
  private static final Map<String, String> VARIABLES =
      Map.of(
          "sslmode", "PGSSLMODE",
          "sslrootcert", "PGSSLROOTCERT",
          "sslcert", "PGSSLCERT",
          "sslkey", "PGSSLKEY",
          "channelBinding", "PGCHANNELBINDING",
          "gssEncMode", "PGGSSENCMODE");

  private final Path program;
  private final DumpTools.Call call;
  private final Deque<String> said = new ArrayDeque<>();
  private volatile @Nullable IOException unwritten;

  ChildProgram(Path program, DumpTools.Call call) {
    this.program = program;
    this.call = call;
  }

  /// Runs it to its end.
  ///
  /// @param variables of its environment, beside the server's place
  /// @param to where its standard output goes
  /// @throws StepFailure it failed, or its output could not be kept
  /// @throws InterruptedException it was cancelled and is gone
  void run(List<String> arguments, Map<String, String> variables, OutputStream to)
      throws InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    try (PassFile password = PassFile.of(call.place())) {
      environment(builder.environment(), password.path());
      builder.environment().putAll(variables);
      Process process = start(builder);
      try {
        process.getOutputStream().close();
        Thread errors = reading("errors", () -> listen(process));
        Thread output = reading("output", () -> pump(process, to));
        await(process);
        output.join();
        errors.join();
        judge(process.exitValue());
      } finally {
        end(process);
      }
    } catch (IOException e) {
      throw new StepFailure(
          new Problem(
              "backup.program",
              program + " cannot be run: " + e.getMessage() + ".",
              "Check that it is installed and may be executed."),
          e);
    }
  }

  /// Ctrl-C in a terminal goes to all that was started from it, also to the helper by which Java is
  /// just starting a program; the JDK tells that in words only.
  private Process start(ProcessBuilder builder) throws IOException, InterruptedException {
    try {
      return builder.start();
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains(HELPER_INTERRUPTED)) {
        InterruptedException stopped =
            new InterruptedException(program + " was stopped while it was being started");
        stopped.initCause(e);
        throw stopped;
      }
      throw e;
    }
  }

  private void environment(Map<String, String> variables, @Nullable Path password) {
    Place place = call.place();
    // What the user has set for other servers must not lead elsewhere.
    variables.keySet().removeIf(each -> each.startsWith("PG") && !each.equals("PGPASSFILE"));
    variables.put("PGHOST", place.host());
    variables.put("PGPORT", String.valueOf(place.port()));
    if (place.user() != null) {
      variables.put("PGUSER", place.user());
    }
    if (password != null) {
      variables.put("PGPASSFILE", password.toString());
    }
    variables.put("PGAPPNAME", call.application());
    variables.put("PGCONNECT_TIMEOUT", "10");
    variables.put("PGCLIENTENCODING", "UTF8");
    variables.put("LC_ALL", "C");
    place
        .parameters()
        .forEach(
            (name, value) -> {
              String variable = VARIABLES.get(name);
              if (variable != null) {
                variables.put(variable, value.replaceFirst("^verify_", "verify-"));
              }
            });
  }

  private interface Reading {
    void run() throws IOException;
  }

  private Thread reading(String what, Reading reading) {
    return Thread.ofPlatform()
        .daemon()
        .name(program.getFileName() + "-" + what)
        .start(
            () -> {
              try {
                reading.run();
              } catch (IOException e) {
                unwritten = e;
              }
            });
  }

  private void listen(Process process) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        call.said().accept(line);
        synchronized (said) {
          said.addLast(line);
          if (said.size() > LINES_KEPT) {
            said.removeFirst();
          }
        }
      }
    }
  }

  /// A disk that is full ends the child too: it would wait for ever with nobody reading.
  private void pump(Process process, OutputStream to) throws IOException {
    byte[] chunk = new byte[CHUNK];
    try (InputStream from = process.getInputStream()) {
      for (int length = from.read(chunk); length >= 0; length = from.read(chunk)) {
        to.write(chunk, 0, length);
      }
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private void await(Process process) throws InterruptedException {
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      if (call.cancelled().getAsBoolean()) {
        end(process);
        throw new InterruptedException(program.getFileName() + " was stopped");
      }
    }
  }

  private void judge(int status) throws InterruptedException {
    IOException disk = unwritten;
    if (call.cancelled().getAsBoolean() || status != 0 && isInterrupted(status)) {
      throw new InterruptedException(program.getFileName() + " was stopped");
    }
    if (disk != null) {
      throw new StepFailure(
          new Problem(
              "backup.write",
              "What " + program.getFileName() + " gives cannot be kept: " + disk.getMessage() + ".",
              "Make room or name another folder."),
          disk);
    }
    if (status != 0) {
      throw new StepFailure(
          new Problem(
              "backup.program_failed",
              program.getFileName()
                  + " ended with status "
                  + status
                  + " at "
                  + call.place()
                  + ": "
                  + complaint()
                  + ".",
              remedy()));
    }
  }

  /// Ctrl-C in a terminal goes to the programs that we started as well, and they may be gone before
  /// we have heard of it.
  private boolean isInterrupted(int status) throws InterruptedException {
    boolean told;
    synchronized (said) {
      told = said.stream().anyMatch(each -> each.contains("terminated by user"));
    }
    if (!told && status != KILLED_BY_INT && status != KILLED_BY_TERM) {
      return false;
    }
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
    while (!call.cancelled().getAsBoolean() && System.nanoTime() - until < 0) {
      Thread.sleep(POLL_MILLIS);
    }
    return call.cancelled().getAsBoolean();
  }

  private String complaint() {
    synchronized (said) {
      List<String> errors =
          said.stream()
              .filter(
                  each -> {
                    String line = each.toLowerCase(Locale.ROOT);
                    return line.contains("error:") || line.contains("fatal:");
                  })
              .toList();
      List<String> told = errors.isEmpty() ? List.copyOf(said) : errors;
      return told.isEmpty()
          ? "it said nothing"
          : String.join(" / ", told.subList(Math.max(0, told.size() - 3), told.size()))
              .replaceAll("\\.$", "");
    }
  }

  private String remedy() {
    String told = complaint();
    if (told.contains("row-level security")) {
      return "Give the account BYPASSRLS (ALTER ROLE .. BYPASSRLS), or use another: with rows left"
          + " out a backup is worth nothing.";
    }
    if (told.contains("permission denied")) {
      return "Give the account the right that is missing (for reading: membership in"
          + " pg_read_all_data).";
    }
    if (told.contains("lock timeout") || told.contains("lock_timeout")) {
      return "Another session holds a table for itself. Wait for it or end it, then try again.";
    }
    return "Mend the cause, then try again.";
  }

  private static void end(Process process) {
    process.destroy();
    boolean interrupted = false;
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      interrupted = true;
      process.destroyForcibly();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
