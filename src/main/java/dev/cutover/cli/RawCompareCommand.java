package dev.cutover.cli;

import dev.cutover.boot.Ready;
import dev.cutover.boot.Session;
import dev.cutover.boot.Snapshots;
import dev.cutover.rawdata.JsonDiff;
import dev.cutover.rawdata.JsonOutline;
import dev.cutover.rawdata.RawComparison;
import dev.cutover.rawdata.RawSource;
import dev.cutover.rawdata.UnreadableJson;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `raw compare`: two snapshots, or a snapshot and the live database.
@Command(
    name = "compare",
    description =
        "Tells which records are new, gone or changed from a snapshot to another one, or to the"
            + " live database.")
final class RawCompareCommand extends Verb {
  private static final int SHOWN = 160;

  @Parameters(index = "0", paramLabel = "BEFORE", description = "a snapshot")
  private Path before = Path.of("");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "AFTER",
      description = "a later snapshot (default: the live database)")
  private @Nullable Path after;

  @Mixin RawWhich which = new RawWhich();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "records whose changes are shown (default 20)")
  private int limit = 20;

  @Override
  int run(Session session, Printer out) {
    RawSource old = Snapshots.of(session).open(before).source();
    RawSource now = later(session);
    RawComparison.Result result =
        RawComparison.between(
            old, now, which.query(old).query(), new WatchedProgress(out, "rows read", stop()));
    ObjectNode json =
        Printer.object().put("same", result.isSame()).put("complete", !result.stopped());
    ArrayNode groups = json.putArray("groups");
    for (RawComparison.Group each : result.groups()) {
      groups
          .addObject()
          .put("tenant", each.tenant())
          .put("entity", each.entity())
          .put("same", each.same())
          .put("added", each.added())
          .put("removed", each.removed())
          .put("changed", each.changed());
    }
    out.table(
        List.of("tenant", "entity", "same", "added", "removed", "changed"),
        result.groups().stream()
            .map(
                each ->
                    List.of(
                        each.tenant(),
                        each.entity(),
                        "" + each.same(),
                        "" + each.added(),
                        "" + each.removed(),
                        "" + each.changed()))
            .toList());
    changes(result, old, now, json.putArray("changes"), out);
    json.put("more", result.more() || result.changes().size() > limit);
    if (result.isSame() && !result.stopped()) {
      out.line("All records are the same.");
    }
    out.document(json);
    return result.stopped() ? Exit.CANCELLED : Exit.DONE;
  }

  private RawSource later(Session session) {
    Path file = after;
    if (file != null) {
      return Snapshots.of(session).open(file).source();
    }
    Ready.database(session);
    return session.rawRows().source();
  }

  private void changes(
      RawComparison.Result result, RawSource old, RawSource now, ArrayNode json, Printer out) {
    for (RawComparison.Change each : result.changes().stream().limit(limit).toList()) {
      String sign = each.before() == null ? "+" : each.after() == null ? "-" : "~";
      out.line(sign + " " + each.tenant() + " " + each.entity() + " " + each.name());
      ObjectNode one =
          json.addObject()
              .put("change", sign)
              .put("tenant", each.tenant())
              .put("entity", each.entity())
              .put("record", each.name())
              .put("before", each.before())
              .put("after", each.after());
      if (each.before() != null && each.after() != null) {
        difference(old, each.before(), now, each.after(), one.putArray("values"), out);
      }
    }
    if (result.changes().size() > limit) {
      out.note(
          "(%d of %d%s; the others: --limit)"
              .formatted(limit, result.changes().size(), result.more() ? " or more" : ""));
    }
  }

  private static void difference(
      RawSource old, long before, RawSource now, long after, ArrayNode json, Printer out) {
    try {
      JsonDiff.Result diff =
          JsonDiff.between(
              JsonOutline.of(RawCommand.record(old, before).readable()),
              JsonOutline.of(RawCommand.record(now, after).readable()));
      for (JsonDiff.Change change : diff.changes()) {
        out.line("    " + change.line(SHOWN));
        json.addObject()
            .put("change", change.sign())
            .put("path", change.path())
            .put("before", change.before())
            .put("after", change.after());
      }
      if (diff.isSame()) {
        out.line("    the same values, written differently");
      }
    } catch (UnreadableJson unreadable) {
      out.line("    " + unreadable.getMessage());
    }
  }
}
