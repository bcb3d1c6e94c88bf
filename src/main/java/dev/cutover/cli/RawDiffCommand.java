package dev.cutover.cli;

import dev.cutover.boot.Refused;
import dev.cutover.boot.Session;
import dev.cutover.job.Problem;
import dev.cutover.rawdata.ExpectedRows;
import dev.cutover.rawdata.JsonDiff;
import dev.cutover.rawdata.JsonOutline;
import dev.cutover.rawdata.LoadedComparison;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawRecord;
import dev.cutover.rawdata.RawSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `raw diff`: two documents, or a document and what was loaded of it.
@Command(
    name = "diff",
    description =
        "Compares a raw row with its version before, with another row, or with what was loaded.")
final class RawDiffCommand extends Verb {
  private static final int SHOWN = 200;

  @Mixin RawFrom from = new RawFrom();

  @Parameters(index = "0", paramLabel = "ID", description = "of the raw row")
  private long id;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OTHER",
      description = "another raw row, the later one (default: ID against its version before)")
  private @Nullable Long other;

  @Option(
      names = "--loaded",
      description =
          "against the business rows: what the transform makes of it now, and what is there")
  private boolean loaded;

  @Override
  int run(Session session, Printer out) {
    RawSource source = from.source(session, out);
    RawRecord record = RawCommand.record(source, id);
    if (loaded) {
      mustBeLive();
      return loaded(session, record, out);
    }
    if (other != null) {
      return documents(record, RawCommand.record(source, other), out);
    }
    List<RawLine> versions = source.versions(record.line());
    RawLine before =
        versions.stream()
            .filter(line -> line.id() < id)
            .findFirst()
            .orElseThrow(
                () ->
                    new Refused(
                        Exit.USAGE,
                        new Problem(
                            "raw.no_version_before",
                            "Raw row "
                                + id
                                + " is the first version of "
                                + record.line().name()
                                + ".",
                            "Name another row to compare it with, or --loaded.")));
    return documents(RawCommand.record(source, before.id()), record, out);
  }

  private void mustBeLive() {
    if (from.isSnapshot()) {
      throw new Refused(
          Exit.USAGE,
          new Problem(
              "raw.needs_database",
              "What was loaded is in the database; a snapshot holds raw rows only.",
              "Leave --snapshot out, or see `cutover raw replay` for what would be loaded."));
    }
  }

  private static int documents(RawRecord before, RawRecord after, Printer out) {
    JsonDiff.Result diff =
        JsonDiff.between(JsonOutline.of(before.readable()), JsonOutline.of(after.readable()));
    ObjectNode json =
        Printer.object().put("before", before.line().id()).put("after", after.line().id());
    ArrayNode changes = json.putArray("changes");
    out.line(named(before.line()) + " -> " + named(after.line()));
    for (JsonDiff.Change change : diff.changes()) {
      out.line(change.line(SHOWN));
      changes
          .addObject()
          .put("change", change.sign())
          .put("path", change.path())
          .put("before", change.before())
          .put("after", change.after());
    }
    json.put("more", diff.more());
    if (diff.isSame()) {
      out.line("The documents say the same.");
    }
    if (diff.more()) {
      out.line("There are more changes than are listed.");
    }
    out.document(json);
    return Exit.DONE;
  }

  private static String named(RawLine line) {
    return line.name() + " v" + line.version() + " (" + line.id() + ")";
  }

  private static int loaded(Session session, RawRecord record, Printer out) {
    return switch (session.rawRows().expected().expected(record)) {
      case ExpectedRows.Answer.Rejected(Problem problem) -> {
        out.line("The transform makes no rows of it: " + problem);
        out.document(
            Printer.object()
                .put("raw", record.line().id())
                .set(
                    "rejected",
                    Printer.object().put("code", problem.code()).put("what", problem.what())));
        yield Exit.DONE;
      }
      case ExpectedRows.Answer.Rows(var expected) -> {
        RawLine line = record.line();
        var there = session.rawRows().loaded().loaded(line.tenant(), line.integration(), expected);
        List<LoadedComparison.Row> rows = LoadedComparison.of(expected, there);
        if (!record.current()) {
          out.note("This version is superseded: what is loaded comes from a newer one.");
        }
        print(line, rows, out);
        yield Exit.DONE;
      }
    };
  }

  private static void print(RawLine line, List<LoadedComparison.Row> rows, Printer out) {
    ObjectNode json = Printer.object().put("raw", line.id());
    ArrayNode all = json.putArray("rows");
    int same = 0;
    for (LoadedComparison.Row row : rows) {
      ObjectNode one =
          all.addObject()
              .put("table", row.table())
              .put("key", row.key())
              .put("is", row.presence().name().toLowerCase(Locale.ROOT));
      ArrayNode columns = one.putArray("differences");
      same += row.presence() == LoadedComparison.Presence.SAME ? 1 : 0;
      out.line(RawText.sign(row.presence()) + " " + row.table() + " " + row.key() + said(row));
      for (LoadedComparison.Column column : row.columns()) {
        if (!column.same() && row.presence() == LoadedComparison.Presence.DIFFERENT) {
          columns
              .addObject()
              .put("column", column.name())
              .put("expected", column.expected())
              .put("loaded", column.loaded());
          out.line(
              "    "
                  + column.name()
                  + ": "
                  + shown(column.expected())
                  + " expected, "
                  + shown(column.loaded())
                  + " loaded");
        }
      }
    }
    out.line(same + " of " + rows.size() + " rows are the same.");
    out.document(json);
  }

  private static String said(LoadedComparison.Row row) {
    return switch (row.presence()) {
      case SAME, DIFFERENT -> "";
      case NOT_LOADED -> "  is not loaded";
      case ONLY_LOADED -> "  is loaded, but this document does not give it";
    };
  }

  private static String shown(@Nullable String value) {
    return value == null ? "nothing" : '"' + RawText.shortened(value, SHOWN) + '"';
  }
}
