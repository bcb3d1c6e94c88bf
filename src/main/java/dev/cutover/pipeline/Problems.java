package dev.cutover.pipeline;

import dev.cutover.job.Problem;

/// The problems that the runtime itself reports.
final class Problems {
  private Problems() {}

  static Problem databaseGone(Throwable failure) {
    return new Problem(
        "database.unreachable",
        "The database stopped answering: " + failure.getMessage(),
        "Work goes on by itself when it is back; nothing is lost.");
  }

  static Problem replay(Throwable failure) {
    return new Problem(
        "replay.broken",
        "The replay broke off: " + failure.getMessage(),
        "What was replayed stays replayed. The letters at hand are free again after a minute; then"
            + " replay the rest.");
  }

  static Problem unexpected(Attempt attempt, Throwable failure) {
    return new Problem(
        "job.failed." + failure.getClass().getSimpleName(),
        attempt + " failed: " + failure,
        "It is tried again up to "
            + attempt.maxAttempts()
            + " times; then see `cutover jobs show "
            + attempt.job()
            + "`.");
  }
}
