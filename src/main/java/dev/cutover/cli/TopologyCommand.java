package dev.cutover.cli;

import dev.cutover.boot.Session;
import dev.cutover.cutover.TopologyDifference;
import dev.cutover.cutover.TopologyReport;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `topology show, apply, verify`.
@Command(
    name = "topology",
    description = "The exchanges and queues of the pipeline, wanted against found.",
    mixinStandardHelpOptions = true,
    subcommands = {
      TopologyCommand.Show.class,
      TopologyCommand.Apply.class,
      TopologyCommand.Verify.class
    })
final class TopologyCommand extends Group {

  @Command(name = "show", description = "Shows differences as + ~ - lines; 3 when there are any.")
  static final class Show extends Verb {
    @Override
    int run(Session session, Printer out) throws InterruptedException {
      return print(session.topology().show(), out);
    }
  }

  @Command(name = "apply", description = "Creates what is missing. Deletes and changes nothing.")
  static final class Apply extends Verb {
    @Override
    int run(Session session, Printer out) throws InterruptedException {
      mustBeWritable();
      return print(session.topology().apply(), out);
    }
  }

  @Command(name = "verify", description = "Sends a test message through every queue.")
  static final class Verify extends Verb {
    @Override
    int run(Session session, Printer out) throws InterruptedException {
      mustBeWritable();
      return print(session.topology().verify(), out);
    }
  }

  private static int print(TopologyReport report, Printer out) {
    ObjectNode json = Printer.object().put("ok", report.ok()).put("server", report.server());
    differences(json.putArray("differences"), report.differences());
    differences(json.putArray("changes"), report.changes());
    ArrayNode trips = json.putArray("round_trips");
    for (TopologyReport.RoundTrip each : report.roundTrips()) {
      trips
          .addObject()
          .put("queue", each.queue())
          .put("ok", each.ok())
          .put("detail", each.detail());
    }
    out.document(json);
    out.line(report.server());
    report.lines().forEach(out::line);
    out.line(
        report.ok() ? "The topology is as wanted." : "The topology differs from what is wanted.");
    return report.ok() ? Exit.DONE : Exit.CHECK_FAILED;
  }

  private static void differences(ArrayNode array, Iterable<TopologyDifference> differences) {
    for (TopologyDifference each : differences) {
      array
          .addObject()
          .put("kind", String.valueOf(each.kind().sign()))
          .put("object", each.object())
          .put("wanted", each.wanted())
          .put("found", each.found())
          .put("advice", each.advice());
    }
  }
}
