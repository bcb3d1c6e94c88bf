package dev.cutover.cli;

import dev.cutover.boot.Session;
import dev.cutover.boot.Snapshots;
import dev.cutover.rawdata.BusinessRow;
import dev.cutover.rawdata.ExpectedRows;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawReplay;
import dev.cutover.rawdata.RawSource;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `raw replay`: what the transform makes of raw rows; loads nothing.
@Command(
    name = "replay",
    description =
        "Tries the transform on the raw rows of a snapshot, without a database: what would be"
            + " loaded, and what would be rejected and why.")
final class RawReplayCommand extends Verb {
  @Option(names = "--snapshot", required = true, paramLabel = "FILE")
  private Path snapshot = Path.of("");

  @Mixin RawWhich which = new RawWhich();

  @Option(
      names = "--map",
      paramLabel = "COLUMN=FIELD",
      description =
          "a field mapping to try, such as story_points=customfield_10024 (several times); the"
              + " others are those of the snapshot")
  private Map<String, String> mapped = new LinkedHashMap<>();

  @Option(
      names = "--out",
      paramLabel = "FILE.ndjson",
      description = "writes the rows that would be loaded, one a line")
  private @Nullable Path target;

  @Override
  int run(Session session, Printer out) throws IOException {
    Snapshots snapshots = Snapshots.of(session);
    Snapshots.Opened opened = snapshots.open(snapshot);
    RawSource source = opened.source();
    ExpectedRows transform = snapshots.transform(opened, mapped);
    Path file = target;
    if (file == null) {
      return told(replay(source, transform, (_, _) -> {}, out), out);
    }
    if (Files.exists(file) && !options.approve) {
      throw new IllegalArgumentException(
          "--out: " + file + " exists. Nothing was done. Add --approve to replace it.");
    }
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      return told(replay(source, transform, (line, row) -> write(writer, line, row), out), out);
    }
  }

  private RawReplay.Result replay(
      RawSource source, ExpectedRows transform, RawReplay.Taker taker, Printer out) {
    return RawReplay.run(
        source,
        which.query(source).newestFirst(false).query(),
        transform,
        taker,
        new WatchedProgress(out, "rows tried", stop()));
  }

  private static void write(BufferedWriter writer, RawLine line, BusinessRow row) {
    ObjectNode json =
        Printer.object()
            .put("raw_id", line.id())
            .put("tenant", line.tenantName())
            .put("integration", line.integration().value())
            .put("table", row.table())
            .put("key", row.key());
    ObjectNode values = json.putObject("values");
    row.values().forEach(values::put);
    try {
      writer.write(json + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("The rows could not be written: " + e.getMessage(), e);
    }
  }

  private static int told(RawReplay.Result result, Printer out) {
    ObjectNode json = Printer.object();
    ObjectNode records = json.putObject("records");
    result.records().forEach(records::put);
    ObjectNode rows = json.putObject("rows");
    result.rows().forEach(rows::put);
    json.put("rejected", result.rejected())
        .put("superseded", result.superseded())
        .put("complete", !result.stopped());
    ArrayNode rejections = json.putArray("rejections");
    result
        .records()
        .forEach(
            (entity, count) ->
                out.line(String.format(Locale.ROOT, "%,10d records of %s", count, entity)));
    out.line("would become");
    result
        .rows()
        .forEach(
            (table, count) ->
                out.line(String.format(Locale.ROOT, "%,10d rows of %s", count, table)));
    if (result.superseded() > 0) {
      out.line(
          String.format(Locale.ROOT, "%,10d superseded rows were left out", result.superseded()));
    }
    for (RawReplay.Rejection each : result.rejections()) {
      List<String> names =
          each.examples().stream().map(line -> line.name() + " (" + line.id() + ")").toList();
      out.line(
          String.format(
              Locale.ROOT,
              "%,10d of %s rejected: %s %s Such as %s.",
              each.records(),
              each.entity(),
              each.problem().what(),
              each.problem().remedy(),
              String.join(", ", names)));
      ObjectNode one =
          rejections
              .addObject()
              .put("entity", each.entity())
              .put("code", each.problem().code())
              .put("what", each.problem().what())
              .put("records", each.records());
      one.put(
          "examples",
          each.examples().stream().map(line -> "" + line.id()).collect(Collectors.joining(",")));
    }
    if (result.rejections().isEmpty()) {
      out.line("Nothing is rejected.");
    }
    out.document(json);
    if (result.stopped()) {
      return Exit.CANCELLED;
    }
    return result.rejections().isEmpty() ? Exit.DONE : Exit.CHECK_FAILED;
  }
}
