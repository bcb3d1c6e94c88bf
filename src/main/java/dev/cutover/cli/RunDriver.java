package dev.cutover.cli;

import dev.cutover.cutover.CutoverRun;
import dev.cutover.cutover.CutoverSnapshot;
import dev.cutover.cutover.CutoverSnapshot.State;
import dev.cutover.cutover.CutoverSnapshot.StepState;
import dev.cutover.cutover.DecisionNeeded;
import dev.cutover.cutover.StepName;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Carries a run on in the terminal: shows how it goes, gives the answers that were given ahead,
/// comes to a safe point when the user wants to stop.
final class RunDriver {
  private static final long BETWEEN_LINES = Duration.ofSeconds(3).toNanos();

  private final CutoverRun run;
  private final Printer out;
  private final DecisionOptions decisions;
  private final StopSignal stop;
  private @Nullable StepName shown;
  private long told = System.nanoTime();

  RunDriver(CutoverRun run, Printer out, DecisionOptions decisions, StopSignal stop) {
    this.run = run;
    this.out = out;
    this.decisions = decisions;
    this.stop = stop;
    stop.onStop(run::cancel);
  }

  /// @param begin what the run is told first
  /// @return the exit status
  int drive(Runnable begin, Optional<StepName> until) throws InterruptedException {
    begin.run();
    CutoverSnapshot end = awaitEnd();
    while (end.state() == State.ASKING && answered(end.decision().orElseThrow())) {
      awaitEnd();
      run.go(until);
      end = awaitEnd();
    }
    out.document(CutoverText.json(end));
    CutoverText.lines(end).forEach(out::line);
    hint(end);
    return status(end);
  }

  private boolean answered(DecisionNeeded decision) {
    return decisions.answer(run, decision);
  }

  private CutoverSnapshot awaitEnd() throws InterruptedException {
    while (true) {
      CutoverSnapshot now = run.snapshot();
      show(now);
      if (now.state() != State.RUNNING) {
        return now;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private void show(CutoverSnapshot now) {
    StepName step = now.current().orElse(null);
    long time = System.nanoTime();
    boolean other = step != null && step != shown;
    if (!other && time - told < BETWEEN_LINES) {
      return;
    }
    if (step == null || now.state() != State.RUNNING) {
      return;
    }
    told = time;
    shown = step;
    CutoverSnapshot.Gauge gauge = now.gauge();
    String left =
        gauge
            .latest()
            .map(
                latest ->
                    ", "
                        + gauge.soonest().orElse(Duration.ZERO).toSeconds()
                        + " to "
                        + latest.toSeconds()
                        + " s left")
            .orElse("");
    out.progress(
        "  " + step.number() + " " + step.word() + ": " + gauge.doing() + share(gauge) + left);
  }

  private static String share(CutoverSnapshot.Gauge gauge) {
    if (gauge.total() <= 0) {
      return "";
    }
    return switch (gauge.unit()) {
      case PIECES -> String.format(Locale.ROOT, ", %,d of %,d", gauge.done(), gauge.total());
      case BYTES ->
          String.format(
              Locale.ROOT, ", %,.0f of ~%,.0f MB", gauge.done() / 1e6, gauge.total() / 1e6);
      case MILLISECONDS ->
          ", for " + gauge.done() / 1_000 + " s, at most " + gauge.total() / 1_000 + " s";
    };
  }

  private void hint(CutoverSnapshot end) {
    switch (end.state()) {
      case ASKING ->
          out.note(
              "cutover: a decision is needed. `cutover resume --accept CHECK --because TEXT` (or"
                  + " --confirm, --treat-as) goes on; `cutover rollback` goes back.");
      case REFUSED, FAILED ->
          out.note(
              "cutover: stopped; what is done stands. `cutover resume` tries again; `cutover"
                  + " rollback` goes back.");
      case HELD ->
          out.note("cutover: holds here. `cutover resume` goes on; `cutover rollback` goes back.");
      default -> {}
    }
    boolean switched =
        end.steps().stream()
            .anyMatch(each -> each.name() == StepName.WORKERS && each.state() == StepState.DONE);
    if (switched && end.state() != State.COMMITTED && end.state() != State.RUNNING) {
      out.note(
          "cutover: the pipeline has the work, and no worker of this command stays. Start `cutover"
              + " workers` where it shall run.");
    }
  }

  private int status(CutoverSnapshot end) {
    return switch (end.state()) {
      case COMMITTED, UNDONE, OPEN, RUNNING -> Exit.DONE;
      case HELD -> stop.came() ? Exit.CANCELLED : Exit.DONE;
      case ASKING -> Exit.NEEDS_DECISION;
      case REFUSED -> Exit.CHECK_FAILED;
      case FAILED -> Exit.FAILED;
      case LOST -> Exit.REFUSED;
    };
  }
}
