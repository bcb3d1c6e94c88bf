package dev.cutover.cli;

import java.time.Duration;
import java.util.Locale;

/// Progress of long work as a line every few seconds, with rate and the time that is left. Ends the
/// work when the user asks for it.
final class WatchedProgress implements dev.cutover.job.Progress {
  private static final long BETWEEN_LINES = Duration.ofSeconds(3).toNanos();

  private final Printer out;
  private final String things;
  private final StopSignal stop;
  private final long begun = System.nanoTime();
  private long told = begun;

  WatchedProgress(Printer out, String things, StopSignal stop) {
    this.out = out;
    this.things = things;
    this.stop = stop;
  }

  @Override
  public void at(long done, long total) {
    long now = System.nanoTime();
    if (now - told < BETWEEN_LINES) {
      return;
    }
    told = now;
    double rate = done / ((now - begun) / 1e9);
    String left =
        total > done && rate > 0
            ? String.format(Locale.ROOT, " of %,d, about %.0f s left", total, (total - done) / rate)
            : "";
    out.progress(String.format(Locale.ROOT, "  %,d %s%s (%.0f/s)", done, things, left, rate));
  }

  @Override
  public boolean isCancelled() {
    return stop.came();
  }
}
