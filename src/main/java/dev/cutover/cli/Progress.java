package dev.cutover.cli;

import dev.cutover.job.Stage;
import dev.cutover.monitor.RunSnapshot;
import java.time.Duration;
import java.util.Locale;

/// Progress of a run: redrawn in place on a terminal, a line every few seconds elsewhere.
final class Progress {
  private static final long BETWEEN_LINES = Duration.ofSeconds(3).toNanos();

  private final Printer out;
  private long last = System.nanoTime();

  Progress(Printer out) {
    this.out = out;
  }

  void show(RunSnapshot run) {
    long now = System.nanoTime();
    if (now - last < BETWEEN_LINES) {
      return;
    }
    last = now;
    long extracted = total(run, Stage.EXTRACT);
    long loaded = total(run, Stage.LOAD);
    double seconds = Math.max(0.001, run.elapsed().toMillis() / 1000.0);
    double rate = loaded / seconds;
    long open = extracted - loaded - run.entities().stream().mapToLong(e -> e.failed()).sum();
    String eta =
        rate > 0 && open > 0 ? String.format(Locale.ROOT, ", %.0f s for these", open / rate) : "";
    out.progress(
        String.format(
            Locale.ROOT,
            "  %.0f s: extracted %d, transformed %d, loaded %d (%.0f/s%s)%s",
            seconds,
            extracted,
            total(run, Stage.TRANSFORM),
            loaded,
            rate,
            eta,
            run.problems().isEmpty() ? "" : "; " + run.problems().getFirst().what()));
  }

  private static long total(RunSnapshot run, Stage stage) {
    return run.entities().stream().mapToLong(each -> each.stage(stage).done()).sum();
  }
}
