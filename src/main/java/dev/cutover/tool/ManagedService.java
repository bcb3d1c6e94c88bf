package dev.cutover.tool;

import dev.cutover.cutover.OldService;
import dev.cutover.cutover.OldServicePlan;
import dev.cutover.cutover.StepFailure;
import dev.cutover.job.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A service that is started and stopped by commands. Each is a list of words that no shell reads.
/// They get nothing of this program's own settings: addresses and passwords in `PG*` and
/// `CUTOVER_*` stay here.
public final class ManagedService implements OldService {
  /// As `systemctl is-active` answers.
  private static final int NOT_RUNNING = 3;

  private static final int LONGEST_ANSWER = 300;

  private final OldServicePlan plan;
  private final Duration bound;

  /// @param bound of a single command
  public ManagedService(OldServicePlan plan, Duration bound) {
    this.plan = plan;
    this.bound = bound;
  }

  private record Ended(int status, String said) {}

  @Override
  public Condition condition() throws InterruptedException {
    Ended ended = run("status", plan.status());
    String told =
        "`" + String.join(" ", plan.status()) + "` ended with " + ended.status() + said(ended);
    return switch (ended.status()) {
      case 0 -> new Condition(State.RUNNING, told);
      case NOT_RUNNING -> new Condition(State.STOPPED, told);
      default -> new Condition(State.UNKNOWN, told);
    };
  }

  @Override
  public void start() throws InterruptedException {
    must("start", plan.start());
  }

  @Override
  public void stop() throws InterruptedException {
    must("stop", plan.stop());
  }

  @Override
  public boolean startsByItself() throws InterruptedException {
    return !plan.hasSwitch() || run("enabled", plan.enabled()).status() == 0;
  }

  @Override
  public void setStartsByItself(boolean wanted) throws InterruptedException {
    must(wanted ? "enable" : "disable", wanted ? plan.enable() : plan.disable());
  }

  private void must(String what, List<String> command) throws InterruptedException {
    Ended ended = run(what, command);
    if (ended.status() != 0) {
      throw failure(
          what, command, "ended with " + ended.status() + said(ended), new IOException("status"));
    }
  }

  private Ended run(String what, List<String> command) throws InterruptedException {
    if (command.isEmpty()) {
      throw failure(what, command, "is not in the plan", new IOException("empty"));
    }
    Path output = null;
    Process process = null;
    try {
      // A file, not a pipe: a service that a script leaves behind may keep its output open.
      output = Files.createTempFile("cutover-service", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder
          .environment()
          .keySet()
          .removeIf(
              name ->
                  name.startsWith("PG")
                      || name.startsWith("CUTOVER_")
                      || name.equals(OwnProcess.LAUNCHER_MARK));
      process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failure(
            what,
            command,
            "did not end within " + bound.toSeconds() + " s",
            new IOException("bound"));
      }
      return new Ended(process.exitValue(), firstLine(output));
    } catch (IOException e) {
      throw failure(what, command, "could not be run: " + e.getMessage(), e);
    } finally {
      if (process != null) {
        process.destroy();
      }
      delete(output);
    }
  }

  private StepFailure failure(String what, List<String> command, String how, IOException cause) {
    return new StepFailure(
        new Problem(
            "service." + what,
            "The command that should "
                + what
                + " "
                + plan.name()
                + " (`"
                + String.join(" ", command)
                + "`) "
                + how
                + ".",
            "Run it by hand to see why, mend it, then go on with `cutover resume`."),
        cause);
  }

  private static String firstLine(Path output) throws IOException {
    String text = Files.readString(output, StandardCharsets.ISO_8859_1).strip();
    String line = text.lines().findFirst().orElse("");
    return line.length() <= LONGEST_ANSWER ? line : line.substring(0, LONGEST_ANSWER);
  }

  private static String said(Ended ended) {
    return ended.said().isEmpty() ? "" : ": " + ended.said();
  }

  private static void delete(@org.jspecify.annotations.Nullable Path output) {
    if (output != null) {
      try {
        Files.deleteIfExists(output);
      } catch (IOException left) {
        output.toFile().deleteOnExit();
      }
    }
  }
}
