package dev.cutover.cli;

import dev.cutover.boot.CutoverDesk;
import dev.cutover.boot.RunReports;
import dev.cutover.boot.Session;
import dev.cutover.cutover.JournalRecord;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `report`: what a run did, from its journal.
@Command(
    name = "report",
    description = "What a cutover did, with its evidence.",
    mixinStandardHelpOptions = true,
    subcommands = {ReportVerify.class})
final class ReportCommand extends Verb {
  @Option(names = "--run", paramLabel = "ID", description = "default: the newest")
  private @Nullable String id;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "writes page, PDF, journal and plan there, with a manifest of their hashes")
  private @Nullable Path folder;

  @Option(names = "--html", paramLabel = "FILE", description = "writes the page alone")
  private @Nullable Path page;

  @Override
  int run(Session session, Printer out) {
    CutoverDesk desk = new CutoverDesk(session);
    List<String> runs = desk.shelf().runs();
    if (id == null && runs.isEmpty()) {
      out.line("No cutover was begun on this workstation.");
      return Exit.DONE;
    }
    String run = id == null ? runs.getFirst() : id;
    ObjectNode json = Printer.object().put("run", run);
    if (folder != null || page != null) {
      write(desk, run, json, out);
      out.document(json);
      return Exit.DONE;
    }
    CutoverText.plan(desk.shelf().plan(run)).forEach(out::line);
    out.line("");
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

  private void write(CutoverDesk desk, String run, ObjectNode json, Printer out) {
    if (page != null) {
      Path file = desk.reports().page(run, page);
      json.put("html", file.toString());
      out.line("The report is " + file);
    }
    if (folder != null) {
      RunReports.Written written = desk.reports().write(run, folder);
      json.put("folder", written.folder().toString()).put("sha256", written.sha256());
      out.line("The report is in " + written.folder());
      out.line("Keep the hash of its manifest elsewhere: " + written.sha256());
      out.line("To prove it later: cutover report verify " + written.folder() + " --sha256 HASH");
    }
  }
}
