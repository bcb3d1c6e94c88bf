package dev.cutover.monitor;

import dev.cutover.job.Problem;
import org.jspecify.annotations.Nullable;

/// Whether the servers answer now.
///
/// @param databaseMillis round trip to the database, -1 when it does not answer
/// @param databaseProblem why not, null when it does
/// @param brokerProblem why the broker does not answer, null when it does
public record Health(
    long databaseMillis, @Nullable Problem databaseProblem, @Nullable Problem brokerProblem) {

  /// Code of the broker's problem while it is connected to for the first time: not known yet
  /// whether it is there.
  public static final String CONNECTING = "broker.connecting";

  /// Asks the servers. Never fails: what went wrong is in the answer.
  public interface Probe {
    Health look();
  }
}
