package dev.cutover.cli;

import dev.cutover.boot.CutoverDesk;
import dev.cutover.boot.Refused;
import dev.cutover.boot.Session;
import dev.cutover.cutover.CutoverRun;
import dev.cutover.cutover.FrozenPlan;
import dev.cutover.cutover.StepName;
import dev.cutover.job.Problem;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `run`: the cutover.
@Command(name = "run", description = "Carries the cutover out.")
final class RunCommand extends Verb {
  @Mixin PlanCommand.PlanOptions plan = new PlanCommand.PlanOptions();
  @Mixin DecisionOptions decisions = new DecisionOptions();

  @Option(names = "--plan", paramLabel = "FILE", description = "a plan that was reviewed")
  private @Nullable Path file;

  @Option(names = "--until", paramLabel = "STEP", description = "holds after this step")
  private @Nullable String until;

  @Option(names = "--dry-run", description = "looks only; changes nothing")
  private boolean dry;

  @Override
  int run(Session session, Printer out) throws InterruptedException {
    decisions.mustBeWhole();
    CutoverDesk desk = new CutoverDesk(session);
    Optional<StepName> last = step(until);
    if (!dry) {
      mustBeWritable();
      OpenRuns.mustBeNone(desk);
    }
    FrozenPlan frozen =
        file == null ? plan.make(session, desk, options.profileName()) : desk.files().load(file);
    if (dry) {
      return PreflightCommand.print(desk.dryRun(frozen).look(), out);
    }
    if (file == null && !options.approve) {
      CutoverText.plan(frozen).forEach(out::note);
      throw new Refused(
          Exit.NEEDS_DECISION,
          new Problem(
              "run.not_approved",
              "This is what would be carried out. Nothing was done.",
              "Review it as a file (`cutover plan --out FILE`, `cutover run --plan FILE`), or add"
                  + " --approve."));
    }
    try (CutoverRun run = desk.begin(frozen)) {
      return new RunDriver(run, out, decisions, stop()).drive(() -> run.go(last), last);
    }
  }

  static Optional<StepName> step(@Nullable String word) {
    return word == null ? Optional.empty() : Optional.of(StepName.of(word));
  }
}
