package dev.cutover.ui.rawdata;

import dev.cutover.monitor.Journeys;
import dev.cutover.monitor.RecordJourney;
import dev.cutover.monitor.RecordJourney.Step;
import dev.cutover.rawdata.RawLine;
import dev.cutover.ui.fx.Latest;
import dev.cutover.ui.fx.ScreenContext;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The journey of the chosen record; looked for only while somebody looks at it.
public final class JourneyViewModel {
  private final Journeys journeys;
  private final ScreenContext context;
  private final Latest asking;
  private final ObservableList<Step> steps = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper remark = new ReadOnlyStringWrapper("");
  private @Nullable RawLine wanted;
  private boolean looking;

  JourneyViewModel(Journeys journeys, ScreenContext context) {
    this.journeys = journeys;
    this.context = context;
    this.asking = new Latest(context.background());
  }

  /// The record that is chosen now, or none.
  void open(@Nullable RawLine line) {
    wanted = line;
    steps.clear();
    remark.set("");
    asking.cancel();
    if (looking) {
      read();
    }
  }

  /// @param now whether the journey is in front
  void look(boolean now) {
    looking = now;
    if (now && steps.isEmpty()) {
      read();
    }
  }

  private void read() {
    RawLine line = wanted;
    if (line == null) {
      return;
    }
    remark.set(context.texts().get("journey.reading"));
    asking.ask(
        () -> journeys.of(line),
        this::show,
        failure -> remark.set(context.explain().apply(failure).toString()));
  }

  private void show(RecordJourney found) {
    steps.setAll(found.steps());
    remark.set(
        context
            .texts()
            .get(found.complete() ? "journey.steps" : "journey.steps.some", found.steps().size()));
  }

  void stop() {
    asking.cancel();
  }

  public ObservableList<Step> steps() {
    return steps;
  }

  public ReadOnlyStringProperty remarkProperty() {
    return remark.getReadOnlyProperty();
  }
}
