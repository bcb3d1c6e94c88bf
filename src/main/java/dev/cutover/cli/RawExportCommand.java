package dev.cutover.cli;

import dev.cutover.boot.Refused;
import dev.cutover.boot.Session;
import dev.cutover.job.Problem;
import dev.cutover.rawdata.RawCount;
import dev.cutover.rawdata.RawExport;
import dev.cutover.rawdata.RawFormat;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `raw export`: rows into a file.
@Command(
    name = "export",
    description =
        "Writes all rows that match into a file: .ndjson, .ndjson.gz or .csv. Numbers and texts"
            + " stay as they came.")
final class RawExportCommand extends Verb {
  @Parameters(arity = "0..*", paramLabel = "ID", description = "only these raw rows")
  private List<Long> ids = new ArrayList<>();

  @Mixin RawFrom from = new RawFrom();

  @Mixin RawWhich which = new RawWhich();

  @Option(names = "--out", required = true, paramLabel = "FILE")
  private Path target = Path.of("");

  @Option(
      names = "--provenance",
      description = "each line says where its document comes from, and holds it in raw_data")
  private boolean provenance;

  @Option(
      names = "--column",
      paramLabel = "PATH",
      description = "of a .csv, several times: such as $.fields.status.name")
  private List<String> columns = new ArrayList<>();

  @Option(names = "--oldest-first", description = "instead of the newest first")
  private boolean oldestFirst;

  @Override
  int run(Session session, Printer out) {
    RawFormat format = format();
    Path file = target.toAbsolutePath();
    Path folder = file.getParent();
    if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
      throw new IllegalArgumentException("--out: " + file + " cannot be a file there.");
    }
    if (Files.exists(file) && !options.approve) {
      throw new Refused(
          Exit.NEEDS_DECISION,
          new Problem(
              "decision.overwrite",
              file + " exists. Nothing was written.",
              "Add --approve to replace it, or name another file."));
    }
    RawSource source = from.source(session, out);
    RawQuery query = which.query(source).ids(ids).newestFirst(!oldestFirst).query();
    RawCount total = source.count(query, Duration.ofSeconds(2));
    RawExport.Result result =
        new RawExport(source)
            .write(
                query,
                format,
                file,
                total.kind() == RawCount.Kind.AT_LEAST ? 0 : total.rows(),
                new WatchedProgress(out, "rows", stop()));
    out.document(
        Printer.object()
            .put("file", result.file().toString())
            .put("rows", result.rows())
            .put("bytes", result.bytes())
            .put("sha256", result.sha256())
            .put("complete", !result.stopped()));
    if (result.stopped()) {
      out.line(
          "Stopped after "
              + result.rows()
              + " rows. What was written is in "
              + result.file()
              + ".");
      return Exit.CANCELLED;
    }
    out.line(
        String.format(
            Locale.ROOT,
            "%,d rows, %,d bytes in %s%nsha256 %s",
            result.rows(),
            result.bytes(),
            result.file(),
            result.sha256()));
    return Exit.DONE;
  }

  private RawFormat format() {
    String name = String.valueOf(fileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      if (provenance) {
        throw new IllegalArgumentException("A .csv always says where its rows come from.");
      }
      return new RawFormat.Csv(columns);
    }
    if (!columns.isEmpty()) {
      throw new IllegalArgumentException("--column is for .csv files.");
    }
    boolean zipped = name.endsWith(".gz");
    if (!(zipped ? name.substring(0, name.length() - 3) : name).matches(".*\\.(ndjson|jsonl)")) {
      throw new IllegalArgumentException("--out must end with .ndjson, .ndjson.gz or .csv.");
    }
    return provenance ? new RawFormat.Provenance(zipped) : new RawFormat.Documents(zipped);
  }

  private @Nullable Path fileName() {
    return target.getFileName();
  }
}
