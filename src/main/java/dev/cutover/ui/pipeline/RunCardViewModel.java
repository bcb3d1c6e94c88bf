package dev.cutover.ui.pipeline;

import dev.cutover.job.RunId;
import dev.cutover.job.Stage;
import dev.cutover.monitor.RunSnapshot;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// A run as a card: its state, its three lanes, its jobs that are open, its last problem. Lives as
/// long as the run is on the screen, so that selection and estimates outlive a refresh.
public final class RunCardViewModel {
  private final RunId run;
  private final Texts texts;
  private final ScreenContext context;
  private final List<LaneViewModel> lanes = new ArrayList<>();
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper jobs = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper held = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<IntegrationAdmin.@Nullable Line> integration =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<RunSnapshot> snapshot;

  RunCardViewModel(RunSnapshot first, String name, ScreenContext context) {
    this.run = first.run();
    this.context = context;
    this.texts = context.texts();
    this.snapshot = new ReadOnlyObjectWrapper<>(first);
    for (Stage stage : Stage.values()) {
      lanes.add(new LaneViewModel(stage, texts));
    }
    title.set(texts.get("card.title", String.valueOf(run.value()), name));
  }

  void apply(RunSnapshot now, Instant at) {
    snapshot.set(now);
    status.set(now.status());
    lanes.forEach(lane -> lane.apply(now, at));
    String open =
        now.openJobs().entrySet().stream()
            .map(each -> each.getValue() + " " + texts.get("state." + each.getKey()))
            .collect(Collectors.joining(", "));
    String kind = texts.get(now.full() ? "card.full" : "card.delta");
    String took = Times.span(now.elapsed());
    StringBuilder line = new StringBuilder(kind).append("  ").append(took);
    if (!open.isEmpty()) {
      line.append("  ").append(texts.get("card.open", open));
    }
    if (now.deadJobs() > 0) {
      line.append("  ").append(texts.get("card.dead", now.deadJobs()));
    }
    jobs.set(line.toString());
    problem.set(
        now.problems().isEmpty()
            ? ""
            : now.problems().getFirst().what() + " " + now.problems().getFirst().remedy());
  }

  /// @param line of the integration that this card speaks for, null when another card does
  void hold(IntegrationAdmin.@Nullable Line line) {
    integration.set(line);
    held.set(line == null ? "" : HoldQuestion.words(line.hold(), context));
  }

  /// The integration that can be paused here; null on the cards of older runs.
  ReadOnlyObjectProperty<IntegrationAdmin.@Nullable Line> integrationProperty() {
    return integration.getReadOnlyProperty();
  }

  /// Who paused the integration since when and why; empty when nobody did.
  public ReadOnlyStringProperty heldProperty() {
    return held.getReadOnlyProperty();
  }

  public RunId run() {
    return run;
  }

  public List<LaneViewModel> lanes() {
    return lanes;
  }

  public ReadOnlyObjectProperty<RunSnapshot> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty titleProperty() {
    return title.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty statusProperty() {
    return status.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty jobsProperty() {
    return jobs.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
