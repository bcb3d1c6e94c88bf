package dev.cutover.cli;

import dev.cutover.boot.Ready;
import dev.cutover.boot.Session;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.PipelineRuntime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `workers`: a headless worker until SIGTERM.
@Command(
    name = "workers",
    description = "Works on jobs until it is stopped (SIGTERM, Ctrl-C); then drains and leaves.")
final class WorkersCommand extends Verb {
  private static final int MOST_SLOTS = 64;

  @Option(
      names = "--stages",
      paramLabel = "S,..",
      split = ",",
      description = "extract, transform, load (default: all)")
  private List<String> stages = new ArrayList<>();

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "jobs at once in each stage (default 2)")
  private int slots = 2;

  @Override
  int run(Session session, Printer out) throws InterruptedException {
    mustBeWritable();
    Set<Stage> wanted = EnumSet.noneOf(Stage.class);
    for (String word : stages) {
      wanted.add(
          Stage.of(word)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "--stages: '" + word + "' is not extract, transform or load.")));
    }
    if (wanted.isEmpty()) {
      wanted.addAll(EnumSet.allOf(Stage.class));
    }
    if (slots < 1 || slots > MOST_SLOTS) {
      throw new IllegalArgumentException("--slots must be 1 to " + MOST_SLOTS + ".");
    }
    Ready.database(session);
    CountDownLatch stop = new CountDownLatch(1);
    stop().onStop(stop::countDown);
    try (PipelineRuntime workers = session.standingWorkers(wanted, slots)) {
      workers.start();
      String shown = "";
      while (!stop.await(200, TimeUnit.MILLISECONDS)) {
        shown = show(out, workers, workers.state(), shown);
      }
      show(out, workers, "draining", shown);
    }
    out.document(Printer.object().put("state", "stopped"));
    out.line("stopped");
    return Exit.DONE;
  }

  private static String show(Printer out, PipelineRuntime workers, String state, String shown) {
    if (!state.equals(shown)) {
      out.document(
          Printer.object()
              .put("state", state)
              .put("pid", ProcessHandle.current().pid())
              .put("done", workers.tally().done()));
      out.line(state + " (pid " + ProcessHandle.current().pid() + ")");
    }
    return state;
  }
}
