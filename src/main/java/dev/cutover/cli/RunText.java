package dev.cutover.cli;

import dev.cutover.job.Stage;
import dev.cutover.monitor.RunSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A run as text and as JSON.
final class RunText {
  private RunText() {}

  static ObjectNode json(RunSnapshot run) {
    ObjectNode node =
        Printer.object()
            .put("run", run.run().value())
            .put("tenant", run.tenant())
            .put("integration", run.integration())
            .put("provider", run.provider())
            .put("status", run.status())
            .put("full", run.full())
            .put("started_at", run.startedAt().toString())
            .put("seconds", Math.round(run.elapsed().toMillis() / 10.0) / 100.0);
    ArrayNode entities = node.putArray("entities");
    for (RunSnapshot.EntityCount each : run.entities()) {
      entities
          .addObject()
          .put("entity", each.entity().word())
          .put("extracted", each.stage(Stage.EXTRACT).done())
          .put("transformed", each.stage(Stage.TRANSFORM).done())
          .put("loaded", each.stage(Stage.LOAD).done())
          .put("failed", each.failed())
          .put("unchanged", each.stage(Stage.EXTRACT).unchanged());
    }
    ObjectNode open = node.putObject("open_jobs");
    run.openJobs().forEach(open::put);
    node.put("dead_jobs", run.deadJobs());
    ArrayNode problems = node.putArray("problems");
    for (RunSnapshot.ProblemCount each : run.problems()) {
      problems
          .addObject()
          .put("code", each.code())
          .put("what", each.what())
          .put("remedy", each.remedy())
          .put("jobs", each.jobs());
    }
    return node;
  }

  static List<String> lines(RunSnapshot run) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Run "
            + run.run()
            + " (integration "
            + run.integration()
            + ", "
            + run.provider()
            + (run.full() ? ", full" : "")
            + "): "
            + run.status().replace('_', ' ')
            + String.format(Locale.ROOT, " after %.1f s", run.elapsed().toMillis() / 1000.0));
    for (RunSnapshot.EntityCount each : run.entities()) {
      long unchanged = each.stage(Stage.EXTRACT).unchanged();
      lines.add(
          "  "
              + each.entity().word()
              + ": extracted "
              + each.stage(Stage.EXTRACT).done()
              + ", transformed "
              + each.stage(Stage.TRANSFORM).done()
              + ", loaded "
              + each.stage(Stage.LOAD).done()
              + ", failed "
              + each.failed()
              + (unchanged > 0 ? " (" + unchanged + " unchanged since the last run)" : ""));
    }
    for (RunSnapshot.ProblemCount each : run.problems()) {
      lines.add(
          "  problem"
              + (each.jobs() > 1 ? " in " + each.jobs() + " jobs" : "")
              + ": "
              + each.what()
              + (each.remedy().isEmpty() ? "" : " " + each.remedy()));
    }
    return lines;
  }
}
