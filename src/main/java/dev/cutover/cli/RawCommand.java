package dev.cutover.cli;

import dev.cutover.boot.Session;
import dev.cutover.rawdata.JsonLines;
import dev.cutover.rawdata.JsonOutline;
import dev.cutover.rawdata.RawCount;
import dev.cutover.rawdata.RawCursor;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawPage;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawRecord;
import dev.cutover.rawdata.RawSearch;
import dev.cutover.rawdata.RawSource;
import dev.cutover.rawdata.UnreadableJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;

/// `raw list, show, search, diff, journey, export, snapshot, verify, compare, replay, requeue,
/// skip`.
@Command(
    name = "raw",
    description = "Looks at raw rows: what the sources sent, as they sent it.",
    mixinStandardHelpOptions = true,
    subcommands = {
      RawCommand.ListThem.class,
      RawCommand.Show.class,
      RawCommand.Search.class,
      RawDiffCommand.class,
      RawJourneyCommand.class,
      RawExportCommand.class,
      RawSnapshotCommand.class,
      RawVerifyCommand.class,
      RawCompareCommand.class,
      RawReplayCommand.class,
      RawActCommand.Requeue.class,
      RawActCommand.Skip.class
    })
final class RawCommand extends Group {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  static RawRecord record(RawSource source, long id) {
    return source
        .record(id)
        .orElseThrow(() -> new IllegalArgumentException("There is no raw row " + id + "."));
  }

  /// A page of the list.
  static final class Place {
    @Option(names = "--limit", paramLabel = "N", description = "at the most (default 50)")
    private int limit = 50;

    @Option(names = "--oldest-first", description = "instead of the newest first")
    private boolean oldestFirst;

    @Option(names = "--last", description = "the last page instead of the first")
    private boolean last;

    @Option(names = "--at", paramLabel = "TIME", description = "begin at this time")
    private @Nullable String at;

    @Option(names = "--after", paramLabel = "PLACE", description = "as a page before this told")
    private @Nullable String after;

    int limit() {
      if (limit < 1 || limit > 10_000) {
        throw new IllegalArgumentException("--limit must be 1 to 10000.");
      }
      return limit;
    }

    boolean newestFirst() {
      return !oldestFirst;
    }

    /// Tells every few seconds how far it is, and ends when the user wants it.
    RawSearch search(RawSource source, RawQuery query, Printer out, StopSignal stop) {
      return new RawSearch(source, query, limit(), new WatchedProgress(out, "rows searched", stop));
    }

    RawCursor cursor() {
      if (after != null) {
        return RawCursor.after(RawText.key("--after", after));
      }
      if (at != null) {
        return RawCursor.at(RawWhich.moment("--at", at), newestFirst());
      }
      return last ? RawCursor.last() : RawCursor.first();
    }
  }

  @Command(
      name = "list",
      description = "Lists raw rows by the time of their extraction, the newest first.")
  static final class ListThem extends Verb {
    @Mixin RawFrom from = new RawFrom();
    @Mixin RawWhich which = new RawWhich();
    @Mixin Place place = new Place();

    @Override
    int run(Session session, Printer out) {
      RawSource source = from.source(session, out);
      RawQuery query = which.query(source).newestFirst(place.newestFirst()).query();
      RawPage page = place.search(source, query, out, stop()).page(place.cursor(), PATIENCE);
      ArrayNode json = Printer.array();
      page.lines().forEach(line -> json.add(RawText.json(line)));
      out.document(json);
      if (page.lines().isEmpty() && page.searched().whole()) {
        out.line("No raw row matches.");
      } else {
        RawText.table(out, page.lines());
      }
      String unfinished = RawText.unfinished(page);
      if (!unfinished.isEmpty()) {
        out.note(unfinished);
      }
      if (page.after() != null && page.after().key() != null) {
        RawCount all = source.count(query, Duration.ofSeconds(1));
        out.progress(
            "("
                + page.lines().size()
                + " of "
                + RawText.count(all)
                + "; the next: --after "
                + RawText.key(page.after().key())
                + ")");
      }
      return Exit.DONE;
    }
  }

  @Command(
      name = "search",
      description = "Searches the documents and shows where the text stands in each.")
  static final class Search extends Verb {
    private static final int ABOUT = 40;

    @Parameters(
        arity = "0..1",
        paramLabel = "TEXT",
        description = "upper and lower case alike; instead of it --path finds values")
    private @Nullable String wanted;

    @Mixin RawFrom from = new RawFrom();
    @Mixin RawWhich which = new RawWhich();
    @Mixin Place place = new Place();

    @Option(
        names = "--patience",
        paramLabel = "SECONDS",
        description = "then it tells how far it came (default 30)")
    private int patience = 30;

    @Override
    int run(Session session, Printer out) {
      RawSource source = from.source(session, out);
      RawQuery.Draft draft = which.query(source).newestFirst(place.newestFirst());
      RawQuery query = wanted == null ? draft.query() : draft.text(wanted).query();
      if (!query.readsDocuments()) {
        throw new IllegalArgumentException("Say what to search for: a TEXT, or --path JSONPATH.");
      }
      RawPage page =
          place
              .search(source, query, out, stop())
              .page(place.cursor(), Duration.ofSeconds(patience));
      ArrayNode json = Printer.array();
      for (RawLine line : page.lines()) {
        List<JsonOutline.Node> places = new ArrayList<>();
        String shown = query.text() == null ? "" : where(source, line, query.text(), places);
        json.add(
            RawText.json(line)
                .put("path", places.isEmpty() ? null : places.getFirst().path())
                .put("found", shown));
        out.line(
            line.id()
                + "  "
                + line.tenantName()
                + "  "
                + line.entity()
                + "  "
                + line.name()
                + "  "
                + line.status()
                + (places.isEmpty() ? "" : "  " + places.getFirst().path() + "  " + shown));
      }
      out.document(json);
      String unfinished = RawText.unfinished(page);
      String going =
          page.after() != null && page.after().key() != null
              ? " Go on with --after " + RawText.key(page.after().key()) + "."
              : "";
      out.note(
          page.lines().size()
              + " found. "
              + (unfinished.isEmpty() && going.isEmpty()
                  ? "That is all."
                  : (unfinished + going).strip()));
      return Exit.DONE;
    }

    /// The first value that holds the text, and the text with what stands around it.
    private static String where(
        RawSource source, RawLine line, String text, List<JsonOutline.Node> places) {
      RawRecord record = record(source, line.id());
      try {
        JsonOutline outline = JsonOutline.of(record.readable());
        var found = outline.find(text);
        if (found.isEmpty()) {
          return "";
        }
        places.add(found.get());
        String value = outline.text(found.get());
        int at = JsonOutline.indexIgnoringCase(value, text);
        int from = Math.max(0, at - ABOUT);
        int to = Math.min(value.length(), Math.max(at, 0) + text.length() + ABOUT);
        return RawText.shortened(
            (from > 0 ? "…" : "") + value.substring(from, to) + (to < value.length() ? "…" : ""),
            200);
      } catch (UnreadableJson unreadable) {
        return "";
      }
    }
  }

  @Command(name = "show", description = "Shows a raw row with its document.")
  static final class Show extends Verb {
    @Mixin RawFrom from = new RawFrom();

    @Parameters(paramLabel = "ID", description = "of the raw row")
    private long id;

    @Option(
        names = "--value",
        paramLabel = "PATH",
        description = "only the value at this path, such as $.fields.status.name")
    private @Nullable String value;

    @Option(names = "--bytes", description = "only the document, byte by byte as it came")
    private boolean bytes;

    @Option(names = "--lines", paramLabel = "N", description = "of the document (default 200)")
    private int lines = 200;

    @Override
    int run(Session session, Printer out) {
      RawRecord record = record(from.source(session, out), id);
      if (bytes) {
        out.bytes(record.body());
        return Exit.DONE;
      }
      if (value != null) {
        return value(record, value, out);
      }
      if (out.isJson()) {
        out.document(RawText.json(record));
        return Exit.DONE;
      }
      head(record, out);
      document(record, out);
      return Exit.DONE;
    }

    private static int value(RawRecord record, String path, Printer out) {
      JsonOutline outline = JsonOutline.of(record.readable());
      JsonOutline.Node node =
          outline
              .at(path)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "Raw row " + record.line().id() + " has nothing at " + path + "."));
      out.json(outline.raw(node));
      out.line(outline.text(node));
      return Exit.DONE;
    }

    private static void head(RawRecord record, Printer out) {
      RawLine line = record.line();
      out.line(
          "Raw row "
              + line.id()
              + ": "
              + line.entity()
              + " "
              + line.name()
              + " of "
              + line.tenantName()
              + " (integration "
              + line.integration()
              + "), version "
              + line.version()
              + (record.current() ? " (current)" : " (superseded)")
              + ", "
              + line.status());
      out.line(
          "  extracted "
              + RawText.time(line.extractedAt())
              + " UTC by job "
              + record.job()
              + " of run "
              + record.run()
              + (record.lastSeenAt() == null
                  ? ""
                  : ", last seen " + RawText.time(record.lastSeenAt())));
      out.line("  " + record.body().length + " bytes, sha256 " + record.sha256());
      if (!record.exact()) {
        out.line("  The bytes as they came were not kept; this is the database's own form.");
      }
      if (!record.flags().isEmpty()) {
        out.line("  flags " + String.join(", ", record.flags()));
      }
      if (line.problem() != null) {
        out.line("  problem: " + line.problem());
      }
      for (RawRecord.Event event : record.history()) {
        out.line(
            "  "
                + (event.at() == null ? "" : RawText.time(event.at()))
                + "  "
                + event.from()
                + " -> "
                + event.to()
                + "  "
                + event.actor()
                + ": "
                + event.detail());
      }
    }

    private void document(RawRecord record, Printer out) {
      try {
        JsonOutline.of(record.readable());
      } catch (UnreadableJson unreadable) {
        out.note(String.valueOf(unreadable.getMessage()));
        out.line(new String(record.body(), StandardCharsets.UTF_8));
        return;
      }
      JsonLines text = JsonLines.of(record.readable());
      for (int number = 0; number < Math.min(lines, text.size()); number++) {
        out.line(text.line(number, 400));
      }
      if (text.size() > lines) {
        out.line("(" + (text.size() - lines) + " lines more; --lines N, --value PATH, --bytes)");
      }
    }
  }
}
