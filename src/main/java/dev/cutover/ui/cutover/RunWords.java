package dev.cutover.ui.cutover;

import dev.cutover.cutover.CutoverPlan;
import dev.cutover.cutover.CutoverSnapshot;
import dev.cutover.cutover.CutoverSnapshot.Gauge;
import dev.cutover.cutover.CutoverSnapshot.State;
import dev.cutover.cutover.CutoverSnapshot.StepLine;
import dev.cutover.cutover.CutoverSnapshot.StepState;
import dev.cutover.cutover.RunHistory;
import dev.cutover.cutover.RunLock;
import dev.cutover.cutover.StepName;
import dev.cutover.job.Progress;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Times;
import dev.cutover.ui.widget.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalDouble;

/// A run as a whole in the words of the window.
final class RunWords {
  private static final double AT_BEST = 0.75;
  private static final double AT_WORST = 1.5;

  private final Texts texts;
  private final Times times;
  private final StepWords steps;

  RunWords(Texts texts, Times times) {
    this.texts = texts;
    this.times = times;
    this.steps = new StepWords(texts);
  }

  StepWords steps() {
    return steps;
  }

  String title(CutoverSnapshot run) {
    CutoverPlan.Target target = run.plan().plan().target();
    return texts.get(
        "cutover.title", target.database(), target.host() + ":" + target.port(), run.run());
  }

  /// Such as `running, going back`.
  String state(CutoverSnapshot run) {
    boolean elsewhere = run.state() == State.OPEN && run.heldBy().isPresent();
    String word =
        texts.get(elsewhere ? "cutover.state.elsewhere" : "cutover.state." + word(run.state()));
    boolean back = run.way() != RunHistory.Way.FORWARD && !run.state().isOver();
    return back ? texts.get("cutover.state.back", word) : word;
  }

  static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /// Since when nobody may write; empty while everybody may.
  String frozen(CutoverSnapshot run) {
    return run.frozenSince()
        .map(since -> texts.get("cutover.frozen", times.time(since), Times.span(run.frozenFor())))
        .orElse("");
  }

  /// Who else holds the target; empty when nobody does.
  String heldBy(CutoverSnapshot run) {
    return run.heldBy().map(this::heldBy).orElse("");
  }

  private String heldBy(RunLock.Holder holder) {
    return texts.get(
        "cutover.watch-only",
        holder.actor(),
        String.valueOf(holder.pid()),
        holder.host(),
        times.time(holder.since()),
        times.time(holder.lastBeat()));
  }

  /// What is being done, while something is.
  String doing(CutoverSnapshot run) {
    if (run.state() != State.RUNNING || run.current().isEmpty()) {
      return "";
    }
    String step = steps.full(run.current().get());
    String what = run.gauge().doing();
    return what.isEmpty() ? step : step + ": " + what;
  }

  /// How far, how fast, how long still.
  String measure(CutoverSnapshot run, OptionalDouble rate) {
    if (run.state() != State.RUNNING) {
      return "";
    }
    Gauge gauge = run.gauge();
    if (gauge.unit() == Progress.Unit.MILLISECONDS) {
      return texts.get(
          "cutover.waiting",
          Times.span(Duration.ofMillis(gauge.done())),
          Times.span(Duration.ofMillis(gauge.total())));
    }
    boolean bytes = gauge.unit() == Progress.Unit.BYTES;
    StringBuilder line = new StringBuilder();
    if (gauge.total() > 0) {
      line.append(100 * gauge.done() / gauge.total())
          .append(" %   ")
          .append(
              texts.get("cutover.of", amount(gauge.done(), bytes), amount(gauge.total(), bytes)));
      if (rate.isPresent() && rate.getAsDouble() >= 1) {
        line.append("   ")
            .append(texts.get("cutover.rate", amount(Math.round(rate.getAsDouble()), bytes)));
      }
      line.append("   ");
    }
    return line.append(left(gauge)).toString().strip();
  }

  private String left(Gauge gauge) {
    if (gauge.soonest().isEmpty() || gauge.latest().isEmpty()) {
      return texts.get("cutover.estimating", Times.span(gauge.elapsed()));
    }
    return texts.get(
        "cutover.left", Times.span(gauge.soonest().get()), Times.span(gauge.latest().get()));
  }

  private String amount(long count, boolean bytes) {
    return bytes ? Bytes.text(count, texts.locale()) : texts.get("number", count);
  }

  /// From 0 to 1; -1 when it cannot be said.
  static double share(CutoverSnapshot run) {
    Gauge gauge = run.gauge();
    boolean known = gauge.total() > 0 && gauge.unit() != Progress.Unit.MILLISECONDS;
    return !known ? -1 : Math.min(1, (double) gauge.done() / gauge.total());
  }

  /// When the way forward will have been validated, as a range; empty when that says nothing now.
  String expectedEnd(CutoverSnapshot run) {
    if (run.state().isOver() || run.way() != RunHistory.Way.FORWARD) {
      return "";
    }
    Duration rest = Duration.ZERO;
    for (StepLine line : run.steps()) {
      boolean counts = line.name().compareTo(StepName.VALIDATION) <= 0;
      if (counts && line.state() != StepState.DONE) {
        rest = rest.plus(remaining(line, run.at()));
      }
    }
    if (rest.isZero()) {
      return "";
    }
    return texts.get(
        "cutover.end",
        minute(run.at().plus(times(rest, AT_BEST))),
        minute(run.at().plus(times(rest, AT_WORST))));
  }

  private static Duration remaining(StepLine line, Instant now) {
    Duration gone = line.begun().map(from -> Duration.between(from, now)).orElse(Duration.ZERO);
    Duration rest = line.card().expected().minus(gone);
    return rest.isNegative() ? Duration.ZERO : rest;
  }

  private static Duration times(Duration time, double factor) {
    return Duration.ofMillis(Math.round(time.toMillis() * factor));
  }

  private String minute(Instant at) {
    return times.time(at).substring(0, 5);
  }

  /// What the line before the last step says.
  String noReturn(CutoverSnapshot run) {
    return run.state() == State.COMMITTED
        ? texts.get("cutover.no-return.passed")
        : texts.get("cutover.no-return", steps.full(run.pointOfNoReturn()));
  }

  /// Begun when, and how long it has been going.
  String begun(CutoverSnapshot run) {
    return run.begun()
        .map(
            from ->
                texts.get(
                    "cutover.begun",
                    times.dateTime(from),
                    Times.span(Duration.between(from, run.at())),
                    run.plan().plan().actor()))
        .orElse("");
  }
}
