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
    ConsoleBench.Start start = result.starts().getLast();
    ObjectNode json =
        BenchCommand.head(start.firstFrame().median(), start.empty().median())
            .put("unit", "ms to the first frame")
            .put("jobs", result.jobs());
    ArrayNode starts = json.putArray("starts");
    for (ConsoleBench.Start each : result.starts()) {
      starts
          .addObject()
          .put("start_cache", each.cached())
          .put("first_frame_ms", BenchCommand.rounded(each.firstFrame().median()))
          .put("interactive_ms", BenchCommand.rounded(each.interactive().median()))
          .put("empty_ms", BenchCommand.rounded(each.empty().median()))
          .put("table_and_chart_ms", BenchCommand.rounded(each.controls().median()))
          .put("first_frame_ratio", BenchCommand.rounded(each.firstFrameRatio()))
          .put("interactive_ratio", BenchCommand.rounded(each.interactiveRatio()))
          .put("interactive_to_table_and_chart", BenchCommand.rounded(each.controlsRatio()));
      out.line(text(each));
    }
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

  private static String text(ConsoleBench.Start start) {
    return String.format(
        Locale.ROOT,
        "%s start-up cache: first frame after %.0f ms, an empty window after %.0f ms: ratio %.2f;"
            + " everything there after %.0f ms: ratio %.2f (%.2f to the first frame of a window"
            + " with a table and a chart, %.0f ms)",
        start.cached() ? "With" : "Without",
        start.firstFrame().median(),
        start.empty().median(),
        start.firstFrameRatio(),
        start.interactive().median(),
        start.interactiveRatio(),
        start.controlsRatio(),
        start.controls().median());
  }
}
