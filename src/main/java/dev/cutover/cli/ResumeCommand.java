package dev.cutover.cli;

import dev.cutover.boot.CutoverDesk;
import dev.cutover.boot.Session;
import dev.cutover.cutover.CutoverRun;
import dev.cutover.cutover.StepName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `resume`: goes on with a cutover, forward or back, as it was left.
@Command(
    name = "resume",
    description = "Goes on with a cutover that was left, in the direction that it had.")
final class ResumeCommand extends Verb {
  @Mixin DecisionOptions decisions = new DecisionOptions();

  @Option(names = "--run", paramLabel = "ID", description = "default: the open one")
  private @Nullable String id;

  @Option(names = "--until", paramLabel = "STEP", description = "holds after this step")
  private @Nullable String until;

  @Option(
      names = "--take-over",
      description = "puts out whatever console holds the run; it stops before its next act")
  private boolean takeOver;

  @Override
  int run(Session session, Printer out) throws InterruptedException {
    mustBeWritable();
    decisions.mustBeWhole();
    Optional<StepName> last = RunCommand.step(until);
    CutoverDesk desk = new CutoverDesk(session);
    try (CutoverRun run = desk.resume(OpenRuns.one(desk, id), takeOver)) {
      return new RunDriver(run, out, decisions, stop()).drive(() -> run.go(last), last);
    }
  }
}
