package dev.cutover.ui.pipeline;

import dev.cutover.job.Stage;
import dev.cutover.monitor.Pace;
import dev.cutover.monitor.RunSnapshot;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Times;
import java.text.NumberFormat;
import java.time.Instant;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// One stage of one run: how many rows of how many, how fast, how long still.
public final class LaneViewModel {
  private final Stage stage;
  private final Texts texts;
  private final NumberFormat numbers;
  private final Pace pace = new Pace();
  private final ReadOnlyStringWrapper counts = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper speed = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
  private final ReadOnlyBooleanWrapper failed = new ReadOnlyBooleanWrapper();

  LaneViewModel(Stage stage, Texts texts) {
    this.stage = stage;
    this.texts = texts;
    this.numbers = NumberFormat.getIntegerInstance(texts.locale());
  }

  void apply(RunSnapshot run, Instant at) {
    long expected = 0;
    long done = 0;
    long bad = 0;
    long unchanged = 0;
    for (RunSnapshot.EntityCount each : run.entities()) {
      RunSnapshot.StageCount count = each.stage(stage);
      expected += count.expected();
      done += count.done();
      bad += count.failed();
      unchanged += count.unchanged();
    }
    long known = Math.max(expected, done + bad);
    StringBuilder text =
        new StringBuilder(texts.get("lane.counts", numbers.format(done), numbers.format(known)));
    if (bad > 0) {
      text.append("  ").append(texts.get("lane.failed", numbers.format(bad)));
    }
    if (unchanged > 0) {
      text.append("  ").append(texts.get("lane.unchanged", numbers.format(unchanged)));
    }
    counts.set(text.toString());
    failed.set(bad > 0);
    progress.set(known == 0 ? (run.isOver() ? 1 : 0) : (double) (done + bad) / known);
    speed.set(run.isOver() ? "" : speed(at, done + bad, known));
  }

  private String speed(Instant at, long done, long known) {
    pace.observe(at, done);
    String rate =
        pace.rate().isPresent()
            ? texts.get("lane.rate", numbers.format(Math.round(pace.rate().getAsDouble())))
            : "";
    return pace.left(known - done)
        .map(
            left ->
                rate
                    + "  "
                    + texts.get("lane.left", Times.span(left.least()), Times.span(left.most())))
        .orElse(rate);
  }

  public Stage stage() {
    return stage;
  }

  public ReadOnlyStringProperty countsProperty() {
    return counts.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty speedProperty() {
    return speed.getReadOnlyProperty();
  }

  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty failedProperty() {
    return failed.getReadOnlyProperty();
  }
}
