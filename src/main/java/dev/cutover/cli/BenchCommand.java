package dev.cutover.cli;

import dev.cutover.bench.HeapUse;
import dev.cutover.bench.IngestBench;
import dev.cutover.bench.JobsBench;
import dev.cutover.bench.PipelineBench;
import dev.cutover.bench.Rates;
import dev.cutover.bench.Server;
import dev.cutover.boot.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `bench ingest, pipeline, jobs, backup, browse, console`: this installation against the limit of
/// the same server, in a scratch database that is dropped at the end.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures this installation against the limit of the same server in the same run. Works in"
            + " a database and queues of its own, which are gone at the end.",
    subcommands = {
      BenchCommand.Ingest.class,
      BenchCommand.Pipeline.class,
      BenchCommand.Jobs.class,
      BackupBenchCommand.class,
      BrowseBenchCommand.class,
      ConsoleBenchCommand.class
    })
final class BenchCommand extends Group {
  private static final int MOST = 1_000_000;
  private static final int MOST_ROUNDS = 100;
  private static final int MOST_SLOTS = 64;

  @Command(
      name = "ingest",
      description =
          "Issues out of files into the raw table, beside one bare COPY of the same rows.")
  static final class Ingest extends Verb {
    @Option(names = "--issues", paramLabel = "N", description = "issues a round (default 3000)")
    private int issues = 3_000;

    @Option(names = "--rounds", paramLabel = "N", description = "rounds of each (default 5)")
    private int rounds = 5;

    @Option(
        names = "--indexes",
        description = "also without the indexes that only the browser of raw data needs")
    private boolean indexes;

    @Override
    int run(Session session, Printer out) throws Exception {
      mustBeWritable();
      between("--issues", issues, MOST);
      between("--rounds", rounds, MOST_ROUNDS);
      IngestBench.Result result =
          new IngestBench(session, line -> out.progress(line + " ..")).run(issues, rounds, indexes);
      ObjectNode json = head(result.ours().median(), result.limit().median());
      json.put("unit", "issues/s")
          .put("issues", result.issues())
          .put("bytes", result.bytes())
          .put(
              "ours_mb_s",
              rounded(result.ours().median() * result.bytes() / result.issues() / 1e6));
      rates(json, result.ours(), result.limit());
      Rates unindexed = result.unindexed();
      if (unindexed != null) {
        json.put("without_indexes", rounded(unindexed.median()))
            .put("indexes_ratio", rounded(result.ours().median() / unindexed.median()));
      }
      tail(json, result.heap(), result.server());
      out.document(json);
      out.line(
          String.format(
              Locale.ROOT,
              "%,d issues (%.0f MB): %,.0f a second (%.0f MB/s); bare COPY of the same rows %,.0f a"
                  + " second; ratio %.2f",
              result.issues(),
              result.bytes() / 1e6,
              result.ours().median(),
              result.ours().median() * result.bytes() / result.issues() / 1e6,
              result.limit().median(),
              result.ratio()));
      if (unindexed != null) {
        out.line(
            String.format(
                Locale.ROOT,
                "Without the browser's indexes %,.0f a second; with them %.2f times that",
                unindexed.median(),
                result.ours().median() / unindexed.median()));
      }
      tail(out, result.heap(), result.server(), "");
      return Exit.DONE;
    }
  }

  @Command(
      name = "pipeline",
      description =
          "Issues out of files into the business tables through all three stages and the broker,"
              + " beside one bare COPY of the same raw rows.")
  static final class Pipeline extends Verb {
    @Option(
        names = "--issues",
        paramLabel = "N,..",
        split = ",",
        description = "sizes of a run (default 1000,10000); 100000 takes about 10 GB of disk")
    private List<Integer> issues = new ArrayList<>();

    @Option(
        names = "--rounds",
        paramLabel = "N",
        description = "runs of each size up to 20000 (default 3)")
    private int rounds = 3;

    @Option(names = "--slots", paramLabel = "N", description = "jobs at once in each stage")
    private int slots = 2;

    @Override
    int run(Session session, Printer out) throws Exception {
      mustBeWritable();
      between("--rounds", rounds, MOST_ROUNDS);
      between("--slots", slots, MOST_SLOTS);
      List<Integer> sizes = issues.isEmpty() ? List.of(1_000, 10_000) : issues;
      sizes.forEach(size -> between("--issues", size, MOST));
      PipelineBench.Result result =
          new PipelineBench(session, line -> out.progress(line + " .."), slots).run(sizes, rounds);
      PipelineBench.Size last = result.sizes().getLast();
      ObjectNode json = head(last.ours().median(), last.limit().median());
      json.put("unit", "issues/s").put("spread", rounded(result.spread()));
      ArrayNode each = json.putArray("sizes");
      for (PipelineBench.Size size : result.sizes()) {
        ObjectNode one = head(size.ours().median(), size.limit().median());
        one.put("issues", size.issues());
        rates(one, size.ours(), size.limit());
        each.add(one);
        out.line(
            String.format(
                Locale.ROOT,
                "%,9d issues: %,.0f a second from trigger to end; bare COPY of the same raw rows"
                    + " %,.0f; ratio %.2f",
                size.issues(),
                size.ours().median(),
                size.limit().median(),
                size.ratio()));
      }
      tail(json, result.heap(), result.server());
      json.put("broker", result.broker());
      out.document(json);
      if (result.sizes().size() > 1) {
        out.line(
            String.format(
                Locale.ROOT,
                "The slowest size is %.0f %% behind the fastest.",
                100 * result.spread()));
      }
      tail(out, result.heap(), result.server(), result.broker());
      return Exit.DONE;
    }
  }

  @Command(
      name = "jobs",
      description =
          "Jobs without work through dispatcher, broker, claim and completion, beside the same"
              + " table worked off by plain SQL in batches.")
  static final class Jobs extends Verb {
    @Option(
        names = "--waiting",
        paramLabel = "N,..",
        split = ",",
        description = "jobs that wait at the beginning (default 1000,10000,100000)")
    private List<Integer> waiting = new ArrayList<>();

    @Option(names = "--rounds", paramLabel = "N", description = "rounds of each (default 3)")
    private int rounds = 3;

    @Option(names = "--slots", paramLabel = "N", description = "jobs at once (default 2)")
    private int slots = 2;

    @Override
    int run(Session session, Printer out) throws Exception {
      mustBeWritable();
      between("--rounds", rounds, MOST_ROUNDS);
      between("--slots", slots, MOST_SLOTS);
      List<Integer> depths = waiting.isEmpty() ? List.of(1_000, 10_000, 100_000) : waiting;
      depths.forEach(depth -> between("--waiting", depth, MOST));
      JobsBench.Result result =
          new JobsBench(session, line -> out.progress(line + " .."), slots).run(depths, rounds);
      JobsBench.Depth last = result.depths().getLast();
      ObjectNode json = head(last.ours().median(), last.limit().median());
      json.put("unit", "jobs/s");
      ArrayNode each = json.putArray("depths");
      for (JobsBench.Depth depth : result.depths()) {
        ObjectNode one = head(depth.ours().median(), depth.limit().median());
        one.put("waiting", depth.waiting());
        rates(one, depth.ours(), depth.limit());
        each.add(one);
        out.line(
            String.format(
                Locale.ROOT,
                "%,9d waiting: %,.0f jobs a second; without broker, leases and events %,.0f; ratio"
                    + " %.2f",
                depth.waiting(),
                depth.ours().median(),
                depth.limit().median(),
                depth.ratio()));
      }
      tail(json, result.heap(), result.server());
      json.put("broker", result.broker());
      out.document(json);
      tail(out, result.heap(), result.server(), result.broker());
      return Exit.DONE;
    }
  }

  static ObjectNode head(double ours, double limit) {
    return Printer.object()
        .put("ours", rounded(ours))
        .put("limit", rounded(limit))
        .put("ratio", rounded(ours / limit));
  }

  private static void rates(ObjectNode json, Rates ours, Rates limit) {
    ArrayNode oursEach = json.putArray("ours_each");
    ours.each().forEach(each -> oursEach.add(rounded(each)));
    ArrayNode limitEach = json.putArray("limit_each");
    limit.each().forEach(each -> limitEach.add(rounded(each)));
  }

  static void tail(ObjectNode json, HeapUse heap, Server server) {
    json.put("heap_peak_mb", rounded(heap.peak())).put("heap_max_mb", rounded(heap.most()));
    ObjectNode found = json.putObject("server").put("version", server.version());
    server.settings().forEach(found::put);
  }

  static void tail(Printer out, HeapUse heap, Server server, String broker) {
    out.line(
        String.format(
            Locale.ROOT,
            "Heap in use after collections: at most %.0f MB of %.0f MB.",
            heap.peak(),
            heap.most()));
    out.line(
        server.version()
            + (broker.isEmpty() ? "" : ", " + broker)
            + "; "
            + String.join(
                ", ",
                server.settings().entrySet().stream()
                    .map(each -> each.getKey() + " " + each.getValue())
                    .toList()));
  }

  static void between(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(option + " must be 1 to " + most + ".");
    }
  }

  static double rounded(double value) {
    double unit = value < 10 ? 1000 : 10;
    return Math.round(value * unit) / unit;
  }
}
