package dev.cutover.ui.queues;

import dev.cutover.cutover.TopologyControl;
import dev.cutover.cutover.TopologyDifference;
import dev.cutover.cutover.TopologyReport;
import dev.cutover.job.Problem;
import dev.cutover.ui.fx.Background;
import dev.cutover.ui.fx.Latest;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.Request;
import dev.cutover.ui.fx.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableStringValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The topology tab: wanted against found, apply behind a confirmation, verify. Says what the
/// broker reported, never what was asked for.
public final class TopologyViewModel {
  private final TopologyControl topology;
  private final Supplier<TopologyControl> acting;
  private final Request showing;
  private final Latest latest;
  private final Texts texts;
  private final Function<Exception, Problem> explain;
  private final ObservableStringValue blocked;
  private final ObservableList<TopologyLine> lines = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private String found = "";
  private final ReadOnlyStringWrapper question = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper();
  private final ReadOnlyIntegerWrapper missing = new ReadOnlyIntegerWrapper();

  /// @param showing reads what is found
  /// @param acting the same for what changes something, asked for each time
  /// @param blocked why nothing may be changed now, empty when it may
  public TopologyViewModel(
      TopologyControl topology,
      Supplier<TopologyControl> acting,
      Request showing,
      Background background,
      Texts texts,
      Function<Exception, Problem> explain,
      ObservableStringValue blocked) {
    this.topology = topology;
    this.acting = acting;
    this.showing = showing;
    this.latest = new Latest(background);
    this.texts = texts;
    this.explain = explain;
    this.blocked = blocked;
    showing.busyProperty().addListener((_, _, now) -> waiting(now));
  }

  /// A broker that does not answer is told by the band; what was found stays.
  private void waiting(boolean now) {
    busy.set(now);
    if (!now && summary.get().equals(texts.get("queues.topology.asking"))) {
      summary.set(found);
    }
  }

  public ObservableList<TopologyLine> lines() {
    return lines;
  }

  public ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  public String getSummary() {
    return summary.get();
  }

  /// What is about to be done, while [#askingProperty] is true.
  public ReadOnlyStringProperty questionProperty() {
    return question.getReadOnlyProperty();
  }

  public String getQuestion() {
    return question.get();
  }

  public ReadOnlyBooleanProperty askingProperty() {
    return asking.getReadOnlyProperty();
  }

  public boolean isAsking() {
    return asking.get();
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /// True when nothing is there to apply, or nothing may be applied.
  public BooleanBinding applyImpossible() {
    return Bindings.createBooleanBinding(
        () -> busy.get() || asking.get() || missing.get() == 0 || !blocked.get().isEmpty(),
        busy,
        asking,
        missing,
        blocked);
  }

  public BooleanBinding verifyImpossible() {
    return Bindings.createBooleanBinding(
        () -> busy.get() || !blocked.get().isEmpty(), busy, blocked);
  }

  /// Why nothing may be changed now, empty when it may.
  public ObservableStringValue blocked() {
    return blocked;
  }

  /// Why [#applyImpossible], empty when it is possible.
  public StringBinding whyNotApply() {
    return Bindings.createStringBinding(
        () ->
            !blocked.get().isEmpty()
                ? blocked.get()
                : missing.get() == 0 ? texts.get("queues.topology.nothing") : "",
        missing,
        blocked);
  }

  public void show() {
    latest.cancel();
    summary.set(texts.get("queues.topology.asking"));
    showing.ask(topology::show, this::answered, this::failed);
  }

  public void askToApply() {
    if (applyImpossible().get()) {
      return;
    }
    question.set(texts.get("queues.topology.question", missing.get()));
    asking.set(true);
  }

  public void takeBack() {
    asking.set(false);
  }

  public void apply() {
    if (asking.get()) {
      asking.set(false);
      ask(() -> acting.get().apply());
    }
  }

  public void verify() {
    if (!verifyImpossible().get()) {
      ask(() -> acting.get().verify());
    }
  }

  private void ask(Callable<TopologyReport> question) {
    showing.stop();
    busy.set(true);
    summary.set(texts.get("queues.topology.asking"));
    latest.ask(question, this::answered, this::failed);
  }

  private void answered(TopologyReport report) {
    busy.set(false);
    List<TopologyLine> fresh = new ArrayList<>();
    for (TopologyDifference each : report.changes()) {
      fresh.add(
          new TopologyLine(
              TopologyLine.Kind.CREATED, texts.get("queues.topology.created", each.object())));
    }
    for (TopologyDifference each : report.differences()) {
      fresh.add(new TopologyLine(kind(each.kind()), each.line().substring(2)));
    }
    for (TopologyReport.RoundTrip each : report.roundTrips()) {
      fresh.add(
          new TopologyLine(
              each.ok() ? TopologyLine.Kind.PASSED : TopologyLine.Kind.FAILED,
              each.queue() + ": " + each.detail()));
    }
    lines.setAll(fresh);
    missing.set(
        (int)
            report.differences().stream()
                .filter(each -> each.kind() == TopologyDifference.Kind.MISSING)
                .count());
    found =
        report.server()
            + ": "
            + texts.get(
                report.ok()
                    ? report.roundTrips().isEmpty()
                        ? "queues.topology.as_wanted"
                        : "queues.topology.proved"
                    : "queues.topology.differs",
                report.differences().size());
    summary.set(found);
  }

  private static TopologyLine.Kind kind(TopologyDifference.Kind kind) {
    return switch (kind) {
      case MISSING -> TopologyLine.Kind.MISSING;
      case DIFFERENT -> TopologyLine.Kind.DIFFERENT;
      case UNWANTED -> TopologyLine.Kind.UNWANTED;
    };
  }

  /// What is found.
  Live live() {
    return showing;
  }

  private void failed(Exception failure) {
    busy.set(false);
    summary.set(explain.apply(failure).toString());
  }
}
