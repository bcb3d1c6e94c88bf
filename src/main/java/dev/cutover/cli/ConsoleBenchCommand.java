package dev.cutover.cli;

import dev.cutover.bench.ConsoleBench;
import dev.cutover.boot.Session;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `bench console`.
@Command(
    name = "console",
    description =
        "How soon the window is there, beside an empty window, and how long it would let a click"
            + " wait while everything in it changes each second. Draws without a display where"
            + " there is none.")
final class ConsoleBenchCommand extends Verb {
  @Option(names = "--rounds", paramLabel = "N", description = "starts of each (default 7)")
  private int rounds = 7;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "jobs that change each second (default 10000)")
  private int jobs = 10_000;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "that each screen is looked at (default 10)")
  private int seconds = 10;

  @Override
  int run(Session session, Printer out) throws Exception {
    mustBeWritable();
    BenchCommand.between("--rounds", rounds, 100);
    BenchCommand.between("--jobs", jobs, 1_000_000);
    BenchCommand.between("--seconds", seconds, 3_600);
    ConsoleBench.Result result =
        new ConsoleBench(session, line -> out.progress(line + " .."), WindowStartCommand.NAME)
            .run(rounds, jobs, seconds);
    ConsoleBench.Start start = result.start();
    ObjectNode json =
        BenchCommand.head(start.firstFrame().median(), start.empty().median())
            .put("unit", "ms to the first frame")
            .put("interactive_ms", BenchCommand.rounded(start.interactive().median()))
            .put("interactive_ratio", BenchCommand.rounded(start.interactiveRatio()))
            .put("jobs", result.jobs());
    out.line(
        String.format(
            Locale.ROOT,
            "First frame after %.0f ms, an empty window after %.0f ms: ratio %.2f; everything there"
                + " after %.0f ms: ratio %.2f",
            start.firstFrame().median(),
            start.empty().median(),
            start.firstFrameRatio(),
            start.interactive().median(),
            start.interactiveRatio()));
    ArrayNode screens = json.putArray("screens");
    for (ConsoleBench.Pauses each : result.screens()) {
      screens
          .addObject()
          .put("screen", each.screen())
          .put("opening_ms", BenchCommand.rounded(each.opening()))
          .put("longest_pause_ms", BenchCommand.rounded(each.live()));
      out.line(
          String.format(
              Locale.ROOT,
              "%-9s longest pause %.0f ms while %,d jobs change each second; %.0f ms while it is"
                  + " opened",
              each.screen(),
              each.live(),
              result.jobs(),
              each.opening()));
    }
    BenchCommand.tail(json, result.heap(), result.server());
    out.document(json);
    BenchCommand.tail(out, result.heap(), result.server(), "");
    return Exit.DONE;
  }
}
