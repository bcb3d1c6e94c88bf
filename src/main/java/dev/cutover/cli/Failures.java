package dev.cutover.cli;

import dev.cutover.boot.Explanation;
import dev.cutover.boot.Refused;
import dev.cutover.cutover.LostRun;
import dev.cutover.cutover.RunRefused;
import dev.cutover.cutover.StepFailure;
import dev.cutover.job.Problem;
import dev.cutover.secret.Redaction;
import java.util.NoSuchElementException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/// Turns what went wrong into one message and an exit status.
final class Failures implements CommandLine.IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    return tell(failure, parsed.expandedArgs().contains("--json"));
  }

  /// The message, and the exit status.
  static int tell(Exception failure, boolean json) {
    // Not a constant: whoever opens a window waits for everything that is made before.
    LoggerFactory.getLogger(Failures.class).info("command failed", failure);
    Problem problem = Explanation.of(failure);
    Printer printer = new Printer(System.out, System.err, json, false);
    printer.note("cutover: " + Redaction.of(problem.what()));
    if (!problem.remedy().isEmpty()) {
      printer.note("         " + Redaction.of(problem.remedy()));
    }
    printer.document(
        Printer.object()
            .set(
                "error",
                Printer.object()
                    .put("code", problem.code())
                    .put("what", Redaction.of(problem.what()))
                    .put("remedy", Redaction.of(problem.remedy()))));
    return status(failure);
  }

  private static int status(Exception failure) {
    return switch (failure) {
      case Refused refused -> refused.status();
      case RunRefused _ -> Exit.REFUSED;
      case LostRun _ -> Exit.REFUSED;
      case StepFailure step when step.problem().code().startsWith("refused.") -> Exit.REFUSED;
      case IllegalArgumentException _ -> Exit.USAGE;
      case NoSuchElementException _ -> Exit.USAGE;
      case InterruptedException _ -> Exit.CANCELLED;
      default -> Exit.FAILED;
    };
  }
}
