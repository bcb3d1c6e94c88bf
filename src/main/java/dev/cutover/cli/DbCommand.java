package dev.cutover.cli;

import dev.cutover.boot.Session;
import dev.cutover.cutover.MigrationOutcome;
import dev.cutover.cutover.MigrationProblem;
import dev.cutover.cutover.MigrationStatus;
import dev.cutover.cutover.Rehearsal;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `db status, migrate, rehearse`.
@Command(
    name = "db",
    description = "The schema: what is there, what is pending, apply it.",
    mixinStandardHelpOptions = true,
    subcommands = {DbCommand.Status.class, DbCommand.Migrate.class, DbCommand.Rehearse.class})
final class DbCommand extends Group {

  @Command(
      name = "status",
      description = "Shows what the database is and which migrations are pending.")
  static final class Status extends Verb {
    @Override
    int run(Session session, Printer out) {
      MigrationStatus status = session.migrations().status();
      ObjectNode json =
          Printer.object()
              .put("server", status.server())
              .put("recognised_as", status.recognition().name().toLowerCase(Locale.ROOT))
              .put("current", status.current());
      ArrayNode pending = json.putArray("pending");
      status.pending().forEach(each -> pending.add(each.version()));
      ArrayNode applied = json.putArray("applied");
      status.applied().forEach(each -> applied.add(each.version()));
      problems(json, status.problems());
      out.document(json);
      out.line(status.server() + ", recognised as " + json.path("recognised_as").asString());
      out.line("current version: " + (status.current() == null ? "none" : status.current()));
      for (MigrationStatus.Script each : status.pending()) {
        out.line("pending: " + each.version() + " " + each.description());
      }
      if (status.pending().isEmpty()) {
        out.line("nothing is pending");
      }
      status.problems().forEach(each -> out.line(text(each)));
      return status.blockers().isEmpty() ? Exit.DONE : Exit.CHECK_FAILED;
    }
  }

  @Command(
      name = "migrate",
      description = "Applies what is pending. Only adds; changes no existing data.")
  static final class Migrate extends Verb {
    @Override
    int run(Session session, Printer out) {
      mustBeWritable();
      MigrationOutcome outcome = session.migrations().migrate(new MigrationLines(out, stop()));
      ObjectNode json = Printer.object();
      ArrayNode applied = json.putArray("applied");
      return switch (outcome) {
        case MigrationOutcome.Migrated(List<String> done, List<String> rebuilt) -> {
          done.forEach(applied::add);
          json.put("ok", true).put("current", session.migrations().status().current());
          json.putArray("pending");
          out.document(json);
          out.line(
              done.isEmpty()
                  ? "The schema was up to date already."
                  : "Applied " + String.join(", ", done) + ". The schema is up to date.");
          rebuilt.forEach(index -> out.line("Rebuilt the invalid index " + index + "."));
          yield Exit.DONE;
        }
        case MigrationOutcome.Refused(List<MigrationProblem> problems, List<String> done) -> {
          done.forEach(applied::add);
          json.put("ok", false);
          problems(json, problems);
          out.document(json);
          problems.forEach(each -> out.note("cutover: " + each.message()));
          out.note(
              done.isEmpty()
                  ? "         Nothing was changed."
                  : "         In place are: " + String.join(", ", done) + ".");
          yield isCancelled(problems) ? Exit.CANCELLED : Exit.REFUSED;
        }
      };
    }
  }

  @Command(
      name = "rehearse",
      description = "Runs what is pending in one transaction and rolls it back.")
  static final class Rehearse extends Verb {
    @Override
    int run(Session session, Printer out) {
      mustBeWritable();
      Rehearsal rehearsal = session.migrations().rehearse(new MigrationLines(out, stop()));
      ObjectNode json = Printer.object().put("ok", rehearsal.ok());
      ArrayNode steps = json.putArray("steps");
      for (Rehearsal.Step each : rehearsal.steps()) {
        steps
            .addObject()
            .put("script", each.version())
            .put("description", each.description())
            .put("milliseconds", each.milliseconds());
        out.line(
            "rehearsed "
                + each.version()
                + " "
                + each.description()
                + " in "
                + each.milliseconds()
                + " ms");
      }
      problems(json, rehearsal.problems());
      out.document(json);
      rehearsal.problems().forEach(each -> out.line(text(each)));
      out.line(
          rehearsal.ok()
              ? "The rehearsal went through and was rolled back: nothing was changed."
              : "The rehearsal failed and was rolled back: nothing was changed.");
      if (isCancelled(rehearsal.problems())) {
        return Exit.CANCELLED;
      }
      return rehearsal.ok() ? Exit.DONE : Exit.CHECK_FAILED;
    }
  }

  private static boolean isCancelled(List<MigrationProblem> problems) {
    return problems.stream().anyMatch(each -> each.code() == MigrationProblem.Code.CANCELLED);
  }

  private static String text(MigrationProblem problem) {
    return (problem.blocks() ? "refused: " : "warning: ") + problem.message();
  }

  private static void problems(ObjectNode json, List<MigrationProblem> problems) {
    ArrayNode array = json.putArray("problems");
    for (MigrationProblem each : problems) {
      array
          .addObject()
          .put("code", each.code().name().toLowerCase(Locale.ROOT))
          .put("blocks", each.blocks())
          .put("message", each.message());
    }
  }
}
