package dev.cutover.cli;

import dev.cutover.boot.CutoverDesk;
import dev.cutover.boot.Session;
import dev.cutover.cutover.JournalRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `report`: what a run did, from its journal.
@Command(name = "report", description = "What a cutover did, with its evidence.")
final class ReportCommand extends Verb {
  @Option(names = "--run", paramLabel = "ID", description = "default: the newest")
  private @Nullable String id;

  @Override
  int run(Session session, Printer out) {
    CutoverDesk desk = new CutoverDesk(session);
    List<String> runs = desk.shelf().runs();
    if (id == null && runs.isEmpty()) {
      out.line("No cutover was begun on this workstation.");
      return Exit.DONE;
    }
    String run = id == null ? runs.getFirst() : id;
    CutoverText.plan(desk.shelf().plan(run)).forEach(out::line);
    out.line("");
    ObjectNode json = Printer.object().put("run", run);
    ArrayNode array = json.putArray("records");
    for (JournalRecord each : desk.shelf().records(run)) {
      out.line(CutoverText.record(each));
      ObjectNode record = array.addObject().put("seq", each.seq());
      record
          .put("at", each.at().toString())
          .put("step", each.step())
          .put("effect", each.effect())
          .put("phase", each.phase().name().toLowerCase(java.util.Locale.ROOT))
          .put("actor", each.actor())
          .put("error", each.error());
      ObjectNode evidence = record.putObject("evidence");
      each.evidence().facts().forEach(evidence::put);
    }
    out.document(json);
    return Exit.DONE;
  }
}
