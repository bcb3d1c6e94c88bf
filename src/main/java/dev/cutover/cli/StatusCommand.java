package dev.cutover.cli;

import dev.cutover.boot.CutoverDesk;
import dev.cutover.boot.Session;
import dev.cutover.cutover.JournalRecord;
import dev.cutover.cutover.RunHistory;
import dev.cutover.cutover.RunLock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `status`: the cutovers of this workstation, and who acts on the target.
@Command(
    name = "status",
    description = "Shows the cutovers of this workstation and who acts on the target now.")
final class StatusCommand extends Verb {
  @Override
  int run(Session session, Printer out) {
    CutoverDesk desk = new CutoverDesk(session);
    ObjectNode json = Printer.object();
    ArrayNode runs = json.putArray("runs");
    List<String> known = desk.shelf().runs();
    for (String run : known) {
      List<JournalRecord> records = desk.shelf().records(run);
      RunHistory history = RunHistory.of(records);
      String last = records.isEmpty() ? "nothing yet" : CutoverText.record(records.getLast());
      runs.addObject()
          .put("run", run)
          .put("open", history.isOpen())
          .put("ended", history.ended())
          .put("records", records.size())
          .put("last", last);
      out.line(run + ": " + (history.isOpen() ? "open" : history.ended()));
      out.line("  " + last);
      if (history.frozenSince() != null) {
        out.line("  WRITES ARE FROZEN since " + history.frozenSince());
      }
    }
    if (known.isEmpty()) {
      out.line("No cutover was begun on this workstation.");
    }
    Optional<RunLock.Holder> holder = desk.holder();
    json.put("held_by", holder.map(RunLock.Holder::line).orElse(""));
    out.line(
        holder.map(each -> "Acting now: " + each.line()).orElse("No console acts on this target."));
    out.document(json);
    return Exit.DONE;
  }
}
