package dev.cutover.cli;

import dev.cutover.bench.BrowseBench;
import dev.cutover.bench.DocumentBench;
import dev.cutover.boot.Session;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `bench browse`.
@Command(
    name = "browse",
    description =
        "Pages of a large raw table beside pages of a small one, and a large document beside"
            + " parsing it. Five million rows need about 5 GB of disk.")
final class BrowseBenchCommand extends Verb {
  private static final int MOST_ROWS = 100_000_000;
  private static final int LIVE_ROWS = 5_000_000;
  private static final int SNAPSHOT_ROWS = 1_000_000;

  @Option(names = "--rows", paramLabel = "N", description = "raw rows (default 5000000)")
  private int rows = LIVE_ROWS;

  @Option(names = "--megabytes", paramLabel = "N", description = "of the document (default 10)")
  private int megabytes = 10;

  @Option(names = "--rounds", paramLabel = "N", description = "of each page (default 50)")
  private int rounds = 50;

  @Option(
      names = "--snapshot",
      description = "a snapshot of --rows rows (default 1000000) instead of the live table")
  private boolean snapshot;

  @Override
  int run(Session session, Printer out) throws Exception {
    mustBeWritable();
    if (snapshot) {
      return SnapshotBenchText.run(session, rows == LIVE_ROWS ? SNAPSHOT_ROWS : rows, out);
    }
    BenchCommand.between("--rows", rows, MOST_ROWS);
    BenchCommand.between("--megabytes", megabytes, 100);
    BenchCommand.between("--rounds", rounds, 1_000);
    BrowseBench.Result result =
        new BrowseBench(session, line -> out.progress(line + " ..")).run(rows, megabytes, rounds);
    BrowseBench.Place worst = result.worst();
    ObjectNode json =
        BenchCommand.head(worst.large().median(), worst.small().median())
            .put("unit", "ms a page")
            .put("rows", result.rows())
            .put("small_rows", result.small())
            .put("filling_s", BenchCommand.rounded(result.filling()));
    ArrayNode places = json.putArray("places");
    for (BrowseBench.Place place : result.places()) {
      places
          .addObject()
          .put("list", place.list())
          .put("place", place.place())
          .put("large_ms", BenchCommand.rounded(place.large().median()))
          .put("large_longest_ms", BenchCommand.rounded(place.large().longest()))
          .put("small_ms", BenchCommand.rounded(place.small().median()))
          .put("ratio", BenchCommand.rounded(place.ratio()));
      out.line(
          String.format(
              Locale.ROOT,
              "%-10s %-5s page: %.2f ms of %,d rows (at most %.2f), %.2f ms of %,d; ratio %.2f",
              place.list(),
              place.place(),
              place.large().median(),
              result.rows(),
              place.large().longest(),
              place.small().median(),
              result.small(),
              place.ratio()));
    }
    json.put("failed_ms", BenchCommand.rounded(result.failed().median()));
    out.line(
        String.format(
            Locale.ROOT, "The first page of the failed rows: %.2f ms", result.failed().median()));
    document(result.document(), json, out);
    BenchCommand.tail(json, result.heap(), result.server());
    out.document(json);
    BenchCommand.tail(out, result.heap(), result.server(), "");
    return Exit.DONE;
  }

  private static void document(DocumentBench.Result document, ObjectNode json, Printer out) {
    json.putObject("document")
        .put("bytes", document.bytes())
        .put("fetched_ms", BenchCommand.rounded(document.fetched().median()))
        .put("opened_ms", BenchCommand.rounded(document.opened().median()))
        .put("text_ms", BenchCommand.rounded(document.text().median()))
        .put("parsed_ms", BenchCommand.rounded(document.parsed().median()))
        .put("allowed_ms", BenchCommand.rounded(document.allowed()));
    out.line(
        String.format(
            Locale.ROOT,
            "A document of %.1f MB: outline in %.0f ms, text in %.0f ms (parsing it into a tree"
                + " %.0f ms, so at most %.0f ms are allowed); out of the database in %.0f ms",
            document.bytes() / 1e6,
            document.opened().median(),
            document.text().median(),
            document.parsed().median(),
            document.allowed(),
            document.fetched().median()));
  }
}
