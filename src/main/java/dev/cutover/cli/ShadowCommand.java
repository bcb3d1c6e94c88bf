package dev.cutover.cli;

import dev.cutover.boot.CutoverChecks;
import dev.cutover.boot.Ready;
import dev.cutover.boot.Session;
import dev.cutover.cutover.shadow.Comparison;
import dev.cutover.cutover.shadow.DifferenceGroup;
import dev.cutover.cutover.shadow.Shadow;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `shadow compare, drop`: what the pipeline would load beside what the old service has.
@Command(
    name = "shadow",
    description =
        "Loads the sources into tables of their own and compares them with the live ones.",
    mixinStandardHelpOptions = true,
    subcommands = {ShadowCommand.Compare.class, ShadowCommand.Drop.class})
final class ShadowCommand extends Group {
  private static final String BY_HAND = "by-hand";

  @Command(
      name = "compare",
      description =
          "Loads a shadow and compares it row by row; 3 when there are unexplained differences."
              + " Live tables are only read.")
  static final class Compare extends Verb {
    @Option(
        names = "--run",
        paramLabel = "NAME",
        description = "name of the shadow (default " + BY_HAND + "), or the run of a cutover")
    private String run = BY_HAND;

    @Option(
        names = "--again",
        description = "compares a shadow that is there, without loading it anew")
    private boolean again;

    @Option(names = "--keep", description = "keeps the shadow tables even without a difference")
    private boolean keep;

    @Override
    int run(Session session, Printer out) throws InterruptedException {
      mustBeWritable();
      Ready.database(session);
      Shadow shadow = CutoverChecks.shadowOf(session);
      List<String> leftOut = new ArrayList<>();
      if (!again || !shadow.inspect(run).isDone()) {
        Ready.brokerAnswers(session);
        String schema = shadow.create(run);
        out.note("Shadow tables are in the schema " + schema + "; reading the sources.");
        leftOut.addAll(
            shadow.load(run, new WatchedProgress(out, "integrations", stop())).leftOut());
      }
      Comparison found = shadow.compare(run, new WatchedProgress(out, "tables", stop()));
      tell(found, leftOut, out);
      boolean clean = found.unexplained().isEmpty();
      if (clean && !keep) {
        shadow.drop(run);
        out.line("The shadow tables are gone again.");
      } else {
        out.line(
            "The shadow tables stay in "
                + schemaName(shadow)
                + "; `cutover shadow drop --run "
                + run
                + "` takes them away.");
      }
      return clean && found.leftOut().isEmpty() ? Exit.DONE : Exit.CHECK_FAILED;
    }

    private String schemaName(Shadow shadow) {
      return shadow.inspect(run).detail().replaceFirst("^schema (\\S+).*$", "$1");
    }
  }

  @Command(name = "drop", description = "Takes the tables and queues of a shadow away.")
  static final class Drop extends Verb {
    @Option(names = "--run", paramLabel = "NAME")
    private String run = BY_HAND;

    @Override
    int run(Session session, Printer out) throws InterruptedException {
      mustBeWritable();
      Shadow shadow = CutoverChecks.shadowOf(session);
      String found = shadow.inspect(run).detail();
      out.document(Printer.object().put("found", found).put("dropped", options.approve));
      if (!options.approve) {
        out.line("Would drop: " + found + ". Nothing was changed; --approve carries it out.");
        return Exit.NEEDS_DECISION;
      }
      shadow.drop(run);
      out.line("Dropped: " + found + ". Live tables were not touched.");
      return Exit.DONE;
    }
  }

  private static void tell(Comparison found, List<String> leftOut, Printer out) {
    ObjectNode json =
        Printer.object()
            .put("ok", found.unexplained().isEmpty() && found.leftOut().isEmpty())
            .put("unexplained", found.unexplainedCount());
    ArrayNode tables = json.putArray("tables");
    List<List<String>> rows = new ArrayList<>();
    for (Comparison.TableCount each : found.tables()) {
      tables
          .addObject()
          .put("table", each.table())
          .put("live", each.live())
          .put("shadow", each.shadow())
          .put("different", each.different());
      rows.add(
          List.of(
              each.table(),
              String.valueOf(each.live()),
              String.valueOf(each.shadow()),
              String.valueOf(each.different())));
    }
    out.table(List.of("table", "live", "shadow", "different"), rows);
    out.line("");
    ArrayNode groups = json.putArray("differences");
    for (DifferenceGroup each : found.groups()) {
      write(each, groups.addObject());
      out.line(each.line());
    }
    ArrayNode left = json.putArray("left_out");
    found.leftOut().forEach(left::add);
    found.leftOut().forEach(each -> out.line("NOT COMPARED " + each));
    leftOut.forEach(each -> out.line("  " + each));
    out.line(
        found.unexplained().isEmpty()
            ? "No unexplained difference."
            : found.unexplainedCount()
                + " unexplained differences. Find out why before the switch, or accept them there"
                + " with a reason.");
    out.document(json);
  }

  private static void write(DifferenceGroup group, ObjectNode node) {
    node.put("table", group.table())
        .put("column", group.column())
        .put("cause", group.judgement().cause().word())
        .put("explained", group.explained())
        .put("why", group.judgement().why())
        .put("count", group.count())
        .putObject("example")
        .put("key", group.example().key())
        .put("live", group.example().live())
        .put("shadow", group.example().shadow())
        .put("raw_record", group.example().rawId());
  }
}
