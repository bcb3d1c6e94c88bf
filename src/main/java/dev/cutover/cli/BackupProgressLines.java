package dev.cutover.cli;

import dev.cutover.cutover.backup.BackupProgress;
import dev.cutover.cutover.backup.BackupWatch;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A backup's progress as a line every few seconds, and at the beginning of each phase.
final class BackupProgressLines implements BackupWatch {
  private static final long BETWEEN_LINES = Duration.ofSeconds(3).toNanos();
  private static final double MEGABYTE = 1e6;

  private final Printer out;
  private final StopSignal stop;
  private BackupProgress.@Nullable Phase phase;
  private long told;

  BackupProgressLines(Printer out, StopSignal stop) {
    this.out = out;
    this.stop = stop;
    stop.onStop(() -> {});
  }

  @Override
  public synchronized void at(BackupProgress progress) {
    long now = System.nanoTime();
    if (phase != progress.phase()) {
      phase = progress.phase();
      told = now;
      out.progress(progress.phase().word() + " ..");
    } else if (now - told >= BETWEEN_LINES) {
      told = now;
      out.progress(line(progress));
    }
  }

  static String line(BackupProgress progress) {
    StringBuilder line =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "  %s %3d %%  %,.0f of ~%,.0f MB  %,.0f MB/s",
                progress.phase().word(),
                100 * progress.done() / Math.max(1, progress.total()),
                progress.done() / MEGABYTE,
                progress.total() / MEGABYTE,
                progress.rate() / MEGABYTE));
    if (!progress.table().isEmpty()) {
      line.append(
          String.format(
              Locale.ROOT,
              "  %s (%d of %d)",
              progress.table(),
              progress.tablesDone(),
              progress.tables()));
    }
    BackupProgress.Left left = progress.left();
    line.append(
        left == null
            ? "  estimating the rest"
            : "  " + time(left.least()) + " to " + time(left.most()) + " left");
    return line.toString();
  }

  private static String time(Duration left) {
    return String.format(Locale.ROOT, "%d:%02d", left.toMinutes(), left.toSecondsPart());
  }

  @Override
  public boolean isCancelled() {
    return stop.came();
  }
}
