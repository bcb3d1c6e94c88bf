package dev.cutover.ui.cutover;

import dev.cutover.cutover.CutoverSnapshot;
import dev.cutover.cutover.CutoverSnapshot.StepLine;
import dev.cutover.cutover.CutoverSnapshot.StepState;
import dev.cutover.cutover.StepName;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// The steps of a run in the words of the window.
final class StepWords {
  private final Texts texts;

  StepWords(Texts texts) {
    this.texts = texts;
  }

  /// Such as `Freeze writes`.
  String title(StepName step) {
    return texts.get("cutover.step." + step.word());
  }

  /// Such as `S7 Freeze writes`.
  String full(StepName step) {
    return step.number() + " " + title(step);
  }

  String why(StepName step) {
    return texts.get("cutover.why." + step.word());
  }

  String wayBack(StepName step) {
    return texts.get("cutover.back." + step.word());
  }

  List<StepRow> rows(CutoverSnapshot run) {
    return run.steps().stream().map(line -> row(line, run.at())).toList();
  }

  private StepRow row(StepLine line, Instant now) {
    return new StepRow(line.name(), full(line.name()), word(line.state()), time(line, now), line);
  }

  static String word(StepState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private String time(StepLine line, Instant now) {
    String expected = Times.span(line.card().expected());
    return switch (line.state()) {
      case DONE -> line.took().map(Times::span).orElse("");
      case RUNNING, UNDOING -> since(line, now) + " / ~" + expected;
      case FAILED -> since(line, now);
      case UNDONE -> "";
      case WAITING ->
          line.card().expected().isZero()
              ? ""
              : texts.get(
                  line.card().measured() ? "cutover.measured" : "cutover.guessed", expected);
    };
  }

  private static String since(StepLine line, Instant now) {
    return line.begun().map(from -> Times.span(Duration.between(from, now))).orElse("0:00:00");
  }
}
