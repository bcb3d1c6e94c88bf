package dev.cutover.cli;

import dev.cutover.boot.CutoverDesk;
import dev.cutover.boot.Refused;
import dev.cutover.boot.Session;
import dev.cutover.cutover.CutoverRun;
import dev.cutover.cutover.RollbackForecast;
import dev.cutover.cutover.StepName;
import dev.cutover.job.Problem;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `rollback`.
@Command(
    name = "rollback",
    description = "Undoes a cutover step by step; with --restore also the rows, from the backup.")
final class RollbackCommand extends Verb {
  @Mixin DecisionOptions decisions = new DecisionOptions();

  @Option(names = "--run", paramLabel = "ID", description = "default: the open one")
  private @Nullable String id;

  @Option(names = "--to", paramLabel = "STEP", description = "undoes what is behind this step")
  private @Nullable String to;

  @Option(
      names = "--restore",
      description = "puts the proved backup in the database's place; needs --confirm DATABASE")
  private boolean restore;

  @Option(names = "--take-over", description = "puts out whatever console holds the run")
  private boolean takeOver;

  @Override
  int run(Session session, Printer out) throws InterruptedException {
    mustBeWritable();
    decisions.mustBeWhole();
    Optional<StepName> stays = RunCommand.step(to);
    CutoverDesk desk = new CutoverDesk(session);
    String run = OpenRuns.one(desk, id);
    if (!options.approve) {
      tell(desk.forecast(run), out);
      throw new Refused(
          Exit.NEEDS_DECISION,
          new Problem(
              "rollback.not_approved",
              what(run, stays) + " Nothing was done.",
              "Add --approve to carry it out."));
    }
    String reason = decisions.reason("asked for on the command line");
    String typed = decisions.typed();
    try (CutoverRun open = desk.resume(run, takeOver)) {
      return new RunDriver(open, out, decisions, stop())
          .drive(() -> begin(open, stays, reason, typed == null ? "" : typed), Optional.empty());
    }
  }

  private void tell(RollbackForecast forecast, Printer out) {
    if (restore && !forecast.restorable().isEmpty()) {
      out.note(forecast.restorable());
    }
    for (RollbackForecast.Line each : restore ? forecast.restore() : forecast.instant()) {
      out.note(
          String.format(
              Locale.ROOT,
              "  %-7s %s %s: %s",
              each.fate().name().toLowerCase(Locale.ROOT),
              each.count() < 0 ? "some" : each.count(),
              each.what(),
              each.how()));
    }
  }

  private void begin(CutoverRun open, Optional<StepName> stays, String reason, String typed) {
    if (restore) {
      open.restore(reason, typed);
    } else if (stays.isPresent()) {
      open.undoTo(stays.get(), reason);
    } else {
      open.rollBack(reason);
    }
  }

  private String what(String run, Optional<StepName> stays) {
    if (restore) {
      return "This would undo run "
          + run
          + " back to the backup, restore that beside the live"
          + " database and swap their names. Rows written after the backup are listed and kept in"
          + " the database that is set aside.";
    }
    return stays.isPresent()
        ? "This would undo the steps of run " + run + " behind " + stays.get().word() + "."
        : "This would undo all steps of run "
            + run
            + " in reverse. Nothing that was loaded is"
            + " lost.";
  }
}
