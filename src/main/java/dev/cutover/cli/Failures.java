package dev.cutover.cli;

import dev.cutover.boot.Refused;
import dev.cutover.database.DatabaseFailures;
import dev.cutover.database.DatabaseTrouble;
import dev.cutover.embedded.EmbeddedTrouble;
import dev.cutover.job.Problem;
import dev.cutover.pipeline.BrokerUnavailable;
import dev.cutover.pipeline.stage.SourceProblem;
import dev.cutover.secret.Redaction;
import dev.cutover.secret.SecretTrouble;
import java.util.NoSuchElementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/// Turns what went wrong into one message and an exit status.
final class Failures implements CommandLine.IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final String NOTHING_CHANGED = " Nothing was changed by this command.";

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    LOG.info("command failed", failure);
    Problem problem = problem(failure);
    boolean json = parsed.expandedArgs().contains("--json");
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
      case IllegalArgumentException _ -> Exit.USAGE;
      case NoSuchElementException _ -> Exit.USAGE;
      case InterruptedException _ -> Exit.CANCELLED;
      default -> Exit.FAILED;
    };
  }

  private static Problem problem(Exception failure) {
    return switch (failure) {
      case Refused refused -> refused.problem();
      case DatabaseTrouble trouble -> DatabaseFailures.explain(trouble);
      case BrokerUnavailable broker -> broker.problem();
      case SourceProblem source -> source.problem();
      case EmbeddedTrouble embedded -> new Problem("embedded", text(embedded), "");
      case SecretTrouble secret -> new Problem("secret", text(secret), "");
      case IllegalArgumentException usage -> new Problem("usage", text(usage), "");
      case NoSuchElementException usage -> new Problem("usage", text(usage), "");
      case InterruptedException _ ->
          new Problem(
              "cancelled",
              "Stopped.",
              "What was committed stays; what was not goes on when asked again.");
      default ->
          new Problem(
              "unexpected",
              failure.getClass().getSimpleName()
                  + ": "
                  + failure.getMessage()
                  + "."
                  + NOTHING_CHANGED,
              "This is a fault of the program. The log file under CUTOVER_HOME/logs has the"
                  + " details.");
    };
  }

  private static String text(Exception failure) {
    return String.valueOf(failure.getMessage());
  }
}
