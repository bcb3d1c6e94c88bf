package dev.cutover.cli;

import dev.cutover.boot.Session;
import dev.cutover.boot.Snapshots;
import dev.cutover.rawdata.SnapshotCheck;
import dev.cutover.rawdata.SnapshotFacts;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `raw verify`: whether a snapshot is what was written.
@Command(
    name = "verify",
    description =
        "Looks at every byte of a snapshot and names the rows that are not as they were written.")
final class RawVerifyCommand extends Verb {
  @Parameters(paramLabel = "FILE")
  private Path file = Path.of("");

  @Override
  int run(Session session, Printer out) {
    SnapshotCheck check =
        Snapshots.of(session).verify(file, new WatchedProgress(out, "rows", stop()));
    out.document(json(check));
    about(check.facts(), out);
    out.line(String.format(Locale.ROOT, "%,d rows are as they were written.", check.intact()));
    for (SnapshotCheck.Damaged each : check.damaged()) {
      out.line("  " + each.name() + ": " + each.why());
    }
    if (check.damagedRows() > check.damaged().size()) {
      out.line("  .. and more; %,d in all".formatted(check.damagedRows()));
    }
    check.notes().forEach(out::line);
    if (check.stopped()) {
      out.line("Stopped before the end.");
      return Exit.CANCELLED;
    }
    out.line(
        check.isWhole()
            ? "The snapshot is whole. sha256 " + check.fileSha256()
            : "The snapshot is DAMAGED. Nothing in it was changed by looking.");
    return check.isWhole() ? Exit.DONE : Exit.CHECK_FAILED;
  }

  private static void about(SnapshotFacts facts, Printer out) {
    out.line(
        String.format(
            Locale.ROOT,
            "%s: %,d rows of %s (%s, schema %s), taken %s UTC by %s",
            facts.file().getFileName(),
            facts.rows(),
            facts.provenance().origin(),
            facts.provenance().server(),
            facts.provenance().schema(),
            RawText.time(facts.takenAt()),
            facts.madeBy()));
    if (!facts.filter().isEmpty()) {
      out.line("  only rows with " + facts.filter());
    }
    if (!facts.masked().isEmpty()) {
      out.line("  masked: " + String.join(", ", facts.masked()));
    }
  }

  private static ObjectNode json(SnapshotCheck check) {
    SnapshotFacts facts = check.facts();
    ObjectNode json =
        Printer.object()
            .put("file", facts.file().toString())
            .put("whole", check.isWhole())
            .put("sha256", check.fileSha256())
            .put("sealed", check.sealed())
            .put("rows", facts.rows())
            .put("intact", check.intact())
            .put("damaged_rows", check.damagedRows())
            .put("origin", facts.provenance().origin())
            .put("server", facts.provenance().server())
            .put("schema", facts.provenance().schema())
            .put("taken_at", facts.takenAt().toString())
            .put("made_by", facts.madeBy())
            .put("filter", facts.filter())
            .put("complete", !check.stopped());
    facts.masked().forEach(json.putArray("masked")::add);
    check.notes().forEach(json.putArray("notes")::add);
    ArrayNode damaged = json.putArray("damaged");
    for (SnapshotCheck.Damaged each : check.damaged()) {
      damaged
          .addObject()
          .put("place", each.place())
          .put("name", each.name())
          .put("why", each.why());
    }
    return json;
  }
}
