package dev.cutover.cli;

import dev.cutover.boot.Ready;
import dev.cutover.boot.Refused;
import dev.cutover.boot.Session;
import dev.cutover.job.Problem;
import dev.cutover.monitor.JobBrowser;
import dev.cutover.monitor.RecordJourney;
import dev.cutover.monitor.RecordJourney.Step;
import dev.cutover.rawdata.RawCursor;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawSource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `raw journey`: one record from its extraction to its business row.
@Command(
    name = "journey",
    description = "Follows one record: versions, jobs with their attempts, business row, letters.")
final class RawJourneyCommand extends Verb {
  private static final int LOOKED_AT = 100;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "of a raw row of the record")
  private @Nullable Long id;

  @Mixin RawWhich which = new RawWhich();

  @Override
  int run(Session session, Printer out) {
    if (id == null && which.isEverything()) {
      throw new IllegalArgumentException(
          "Say which record: the ID of a raw row, or --external-id.");
    }
    Ready.database(session);
    RawSource source = session.rawRows().source();
    RawLine line = id == null ? only(source) : RawCommand.record(source, id).line();
    RecordJourney journey = session.rawRows().journeys().of(line);
    ObjectNode json =
        Printer.object()
            .put("external_id", line.externalId())
            .put("entity", line.entity())
            .put("tenant", line.tenant().value())
            .put("tenant_name", line.tenantName())
            .put("integration", line.integration().value())
            .put("complete", journey.complete());
    ArrayNode steps = json.putArray("steps");
    out.line(
        line.entity()
            + " "
            + line.name()
            + " of "
            + line.tenantName()
            + ", integration "
            + line.integration());
    for (Step step : journey.steps()) {
      show(step, steps.addObject().put("at", text(step.at())), out);
    }
    if (!journey.complete()) {
      out.note("There are many jobs or versions; not all of them were looked at.");
    }
    out.document(json);
    return Exit.DONE;
  }

  /// The one record that the options name.
  private RawLine only(RawSource source) {
    Map<List<Object>, RawLine> records = new LinkedHashMap<>();
    for (RawLine each :
        source
            .page(which.query(source).query(), RawCursor.first(), LOOKED_AT, RawCommand.PATIENCE)
            .lines()) {
      records.putIfAbsent(
          List.of(each.integration(), each.entity(), String.valueOf(each.externalId())), each);
    }
    if (records.size() != 1) {
      throw new Refused(
          Exit.USAGE,
          new Problem(
              "raw.not_one_record",
              records.isEmpty() ? "No raw row matches." : "More than one record matches.",
              "Name a raw row by its id; `cutover raw list` with the same options shows them."));
    }
    return records.values().iterator().next();
  }

  private static void show(Step step, ObjectNode json, Printer out) {
    String at = step.at() == null ? " ".repeat(19) : RawText.time(step.at());
    switch (step) {
      case Step.Version(RawLine line) -> {
        json.put("step", "version")
            .put("raw_id", line.id())
            .put("version", line.version())
            .put("status", line.status())
            .put("problem", line.problem());
        out.line(
            at
                + "  version "
                + line.version()
                + " stored as raw row "
                + line.id()
                + ", "
                + line.status()
                + (line.problem() == null ? "" : ": " + line.problem()));
      }
      case Step.Job(JobBrowser.JobLine job, List<JobBrowser.Event> events) ->
          show(job, events, at, json, out);
      case Step.Loaded loaded -> {
        json.put("step", "loaded")
            .put("table", loaded.table())
            .put("id", loaded.id())
            .put("raw_id", loaded.rawRow());
        ObjectNode parts = json.putObject("parts");
        loaded.parts().forEach(parts::put);
        out.line(
            at
                + "  row "
                + loaded.id()
                + " of "
                + loaded.table()
                + (loaded.rawRow() == null ? "" : ", from raw row " + loaded.rawRow())
                + (loaded.parts().isEmpty() ? "" : ", with " + loaded.parts()));
      }
      case Step.Letter letter -> {
        json.put("step", "letter")
            .put("letter", letter.id())
            .put("origin", letter.origin())
            .put("reason", letter.reason())
            .put("state", letter.state());
        out.line(
            at + "  dead letter " + letter.id() + ", " + letter.state() + ": " + letter.reason());
      }
    }
  }

  private static void show(
      JobBrowser.JobLine job,
      List<JobBrowser.Event> events,
      String at,
      ObjectNode json,
      Printer out) {
    json.put("step", "job")
        .put("job", job.id())
        .put("run", job.run())
        .put("stage", job.stage())
        .put("state", job.state())
        .put("attempt", job.attempt())
        .put("problem", job.problem());
    out.line(
        at
            + "  "
            + job.stage()
            + " job "
            + job.id()
            + (job.run() == null ? "" : " of run " + job.run())
            + ", "
            + job.state()
            + ", attempt "
            + job.attempt()
            + " of "
            + job.maxAttempts()
            + (job.problem() == null ? "" : ": " + job.problem()));
    ArrayNode all = json.putArray("events");
    for (JobBrowser.Event event : events) {
      all.addObject()
          .put("at", text(event.at()))
          .put("from", event.from())
          .put("to", event.to())
          .put("attempt", event.attempt())
          .put("actor", event.actor())
          .put("detail", event.detail());
      out.line(
          "                       "
              + (event.at() == null ? "" : RawText.time(event.at()))
              + "  "
              + event.to()
              + " (attempt "
              + event.attempt()
              + ", "
              + event.actor()
              + ")"
              + (event.detail() == null ? "" : ": " + event.detail()));
    }
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }
}
