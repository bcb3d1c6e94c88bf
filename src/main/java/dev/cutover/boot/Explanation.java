package dev.cutover.boot;

import dev.cutover.cutover.LostRun;
import dev.cutover.cutover.RunRefused;
import dev.cutover.cutover.StepFailure;
import dev.cutover.database.DatabaseFailures;
import dev.cutover.database.DatabaseTrouble;
import dev.cutover.embedded.EmbeddedTrouble;
import dev.cutover.job.Problem;
import dev.cutover.pipeline.BrokerUnavailable;
import dev.cutover.pipeline.stage.SourceProblem;
import dev.cutover.rawdata.SnapshotTrouble;
import dev.cutover.secret.SecretTrouble;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;

/// Turns any failure into words: what failed, why, in what state things are, what to do.
public final class Explanation {
  private static final String NOTHING_CHANGED = " Nothing was changed by this command.";

  private Explanation() {}

  public static Problem of(Exception failure) {
    return switch (failure) {
      case Refused refused -> refused.problem();
      case DatabaseTrouble trouble -> DatabaseFailures.explain(trouble);
      case BrokerUnavailable broker -> broker.problem();
      case RunRefused refused -> refused.problem();
      case StepFailure step -> step.problem();
      case LostRun lost -> new Problem("run.lost", text(lost), "");
      case UncheckedIOException io -> new Problem("file", text(io), "");
      case SourceProblem source -> source.problem();
      case EmbeddedTrouble embedded -> new Problem("embedded", text(embedded), "");
      case SnapshotTrouble snapshot -> snapshot.problem();
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
