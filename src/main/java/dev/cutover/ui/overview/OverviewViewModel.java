package dev.cutover.ui.overview;

import dev.cutover.job.EntityType;
import dev.cutover.job.Problem;
import dev.cutover.monitor.GapExplanation;
import dev.cutover.monitor.PipelineMonitor;
import dev.cutover.monitor.QueueDepths;
import dev.cutover.monitor.Reconciliation;
import dev.cutover.monitor.RunSnapshot;
import dev.cutover.ui.fx.FxPoller;
import dev.cutover.ui.fx.Latest;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.Merge;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// "Is it whole?": raw against loaded, what is open, who works, how the last runs ended.
public final class OverviewViewModel {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Texts texts;
  private final PipelineMonitor monitor;
  private final Latest explaining;
  private final Function<Exception, Problem> words;
  private final FxPoller<OverviewPicture> poller;
  private final ObservableList<Reconciliation.Line> lines = FXCollections.observableArrayList();
  private final ObservableList<PipelineMonitor.WorkerLine> workers =
      FXCollections.observableArrayList();
  private final ObservableList<RunSnapshot> runs = FXCollections.observableArrayList();
  private final ObservableList<StageLine> stages = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper verdict = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper explanation = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper whole = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper empty = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper(true);

  /// Jobs of one stage by state.
  ///
  /// @param broker what it holds for them
  record StageLine(
      String stage,
      long pending,
      long queued,
      long running,
      long completed,
      long dead,
      BrokerAgainst broker) {}

  public OverviewViewModel(PipelineMonitor monitor, QueueDepths depths, ScreenContext context) {
    this.texts = context.texts();
    this.monitor = monitor;
    this.explaining = new Latest(context.background());
    this.words = context.explain();
    this.poller = context.poller(PAUSE, () -> OverviewPicture.read(monitor, depths), this::apply);
    poller.freshnessProperty().addListener((_, _, state) -> loading.set(state.isLoading()));
  }

  private void apply(OverviewPicture picture) {
    Reconciliation all = picture.whole();
    // What is missing comes first: that is what this screen is for.
    List<Reconciliation.Line> gapsFirst =
        all.lines().stream().sorted(Comparator.comparing(line -> line.gap() <= 0)).toList();
    Merge.into(lines, gapsFirst, line -> line.integration() + " " + line.entity());
    Merge.into(workers, picture.workers(), PipelineMonitor.WorkerLine::name);
    Merge.into(runs, picture.runs(), RunSnapshot::run);
    Merge.into(stages, StageLines.of(picture.jobs(), picture.broker()), StageLine::stage);
    empty.set(all.lines().isEmpty());
    whole.set(all.ok() && !all.lines().isEmpty());
    verdict.set(verdictOf(all));
    explanation.set(explain(all));
  }

  private String verdictOf(Reconciliation all) {
    if (all.lines().isEmpty()) {
      return texts.get("overview.verdict.empty");
    }
    if (all.ok()) {
      return texts.get("overview.verdict.whole");
    }
    return all.gap() > 0
        ? texts.get("overview.verdict.gap", all.gap())
        : texts.get("overview.verdict.open");
  }

  private String explain(Reconciliation all) {
    if (all.lines().isEmpty()) {
      return texts.get("overview.explain.empty");
    }
    StringBuilder text = new StringBuilder();
    long failed = all.lines().stream().mapToLong(Reconciliation.Line::failed).sum();
    say(text, "overview.explain.failed", failed);
    say(text, "overview.explain.open", all.openJobs());
    say(text, "overview.explain.dead-jobs", all.deadJobs());
    say(text, "overview.explain.no-message", all.jobsWithoutMessage());
    say(text, "overview.explain.dead-letters", all.deadLetters());
    long unmapped = all.unmapped().stream().mapToLong(Reconciliation.Unmapped::values).sum();
    say(text, "overview.explain.unmapped", unmapped);
    return text.isEmpty() ? texts.get("overview.explain.nothing") : text.toString();
  }

  private void say(StringBuilder text, String key, long count) {
    if (count > 0) {
      text.append(text.isEmpty() ? "" : " ").append(texts.get(key, count));
    }
  }

  /// Looks for the causes of a line's gap.
  ///
  /// @param failed gets what to tell instead
  void causes(Reconciliation.Line line, Consumer<GapExplanation> found, Consumer<String> failed) {
    EntityType entity = EntityType.of(line.entity()).orElseThrow();
    GapExplanation.Scope scope =
        new GapExplanation.Scope(line.tenantId(), line.integration(), entity);
    explaining.ask(
        () -> monitor.explain(scope, PATIENCE),
        found,
        failure -> failed.accept(words.apply(failure).toString()));
  }

  public Live live() {
    return poller;
  }

  public ObservableList<Reconciliation.Line> lines() {
    return lines;
  }

  public ObservableList<PipelineMonitor.WorkerLine> workers() {
    return workers;
  }

  public ObservableList<RunSnapshot> runs() {
    return runs;
  }

  ObservableList<StageLine> stages() {
    return stages;
  }

  public ReadOnlyStringProperty verdictProperty() {
    return verdict.getReadOnlyProperty();
  }

  public String getVerdict() {
    return verdict.get();
  }

  public ReadOnlyStringProperty explanationProperty() {
    return explanation.getReadOnlyProperty();
  }

  public String getExplanation() {
    return explanation.get();
  }

  public ReadOnlyBooleanProperty wholeProperty() {
    return whole.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty emptyProperty() {
    return empty.getReadOnlyProperty();
  }

  public boolean isEmpty() {
    return empty.get();
  }

  public ReadOnlyBooleanProperty loadingProperty() {
    return loading.getReadOnlyProperty();
  }

  public boolean isLoading() {
    return loading.get();
  }
}
