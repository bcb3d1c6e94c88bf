package dev.cutover.cli;

import dev.cutover.bench.SnapshotBench;
import dev.cutover.boot.Session;
import java.util.Locale;

/// `bench browse --snapshot` as text and as JSON.
final class SnapshotBenchText {
  private SnapshotBenchText() {}

  static int run(Session session, long rows, Printer out) throws Exception {
    SnapshotBench.Result result =
        new SnapshotBench(session, line -> out.progress(line + " ..")).run(rows);
    double ours = result.rows() / result.oursSeconds();
    double bare = result.rows() / result.bareSeconds();
    double indexed = result.rows() / result.bareIndexedSeconds();
    out.document(
        BenchCommand.head(ours, bare)
            .put("unit", "rows/s")
            .put("rows", result.rows())
            .put("bytes", result.bytes())
            .put("file_bytes", result.fileBytes())
            .put("bare_indexed", BenchCommand.rounded(indexed))
            .put("open_ms", BenchCommand.rounded(result.openLarge().median()))
            .put("open_small_ms", BenchCommand.rounded(result.openSmall().median()))
            .put("page_ms", BenchCommand.rounded(result.pageLarge().median()))
            .put("page_small_ms", BenchCommand.rounded(result.pageSmall().median()))
            .put("search_ms", BenchCommand.rounded(result.search().median()))
            .put("scan_ms", BenchCommand.rounded(result.scanMillis()))
            .put("path_ms", BenchCommand.rounded(result.pathMillis()))
            .put("bare_path_ms", BenchCommand.rounded(result.barePathMillis()))
            .put("heap_mb", BenchCommand.rounded(result.heap().peak())));
    line(
        out,
        "%,d records (%.0f MB, file %.0f MB): %,.0f a second",
        result.rows(),
        result.bytes() / 1e6,
        result.fileBytes() / 1e6,
        ours);
    line(out, "  bare inserts %,.0f a second, ratio %.2f", bare, ours / bare);
    line(out, "  bare inserts with FTS5 %,.0f a second, ratio %.2f", indexed, ours / indexed);
    line(
        out,
        "opening %.1f ms, a snapshot of 1,000 %.1f ms, ratio %.2f",
        result.openLarge().median(),
        result.openSmall().median(),
        result.openLarge().median() / result.openSmall().median());
    line(
        out,
        "first page %.2f ms, of 1,000 %.2f ms, ratio %.2f",
        result.pageLarge().median(),
        result.pageSmall().median(),
        result.pageLarge().median() / result.pageSmall().median());
    line(
        out,
        "text search %.1f ms, a scan %.0f ms, ratio %.0f",
        result.search().median(),
        result.scanMillis(),
        result.scanMillis() / result.search().median());
    line(
        out,
        "JSON path over everything %.0f ms, bare %.0f ms, ratio %.2f",
        result.pathMillis(),
        result.barePathMillis(),
        result.pathMillis() / result.barePathMillis());
    line(out, "heap %.0f MB of at most %.0f MB", result.heap().peak(), result.heap().most());
    return Exit.DONE;
  }

  @SuppressWarnings("AnnotateFormatMethod") // all formats are constants above
  private static void line(Printer out, String format, Object... values) {
    out.line(String.format(Locale.ROOT, format, values));
  }
}
