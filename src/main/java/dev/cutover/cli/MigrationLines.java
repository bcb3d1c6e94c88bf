package dev.cutover.cli;

import dev.cutover.cutover.MigrationStatus;
import dev.cutover.cutover.MigrationWatch;

/// A line for each migration that begins. Ctrl-C ends the statement under way on the server.
final class MigrationLines implements MigrationWatch {
  private final Printer out;
  private final StopSignal stop;

  MigrationLines(Printer out, StopSignal stop) {
    this.out = out;
    this.stop = stop;
    stop.onStop(() -> {});
  }

  @Override
  public void begins(MigrationStatus.Script script, int done, int of) {
    out.progress(
        "  " + (done + 1) + " of " + of + ": " + script.version() + " " + script.description());
  }

  @Override
  public boolean isCancelled() {
    return stop.came();
  }
}
