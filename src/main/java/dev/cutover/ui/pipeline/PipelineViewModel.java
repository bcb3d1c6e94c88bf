package dev.cutover.ui.pipeline;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.Problem;
import dev.cutover.job.RunId;
import dev.cutover.monitor.RunSnapshot;
import dev.cutover.pipeline.LocalWorkers;
import dev.cutover.pipeline.RunRequest;
import dev.cutover.pipeline.RunStart;
import dev.cutover.pipeline.stage.IntegrationAdmin;
import dev.cutover.ui.Access;
import dev.cutover.ui.ConsolePorts;
import dev.cutover.ui.fx.Activities;
import dev.cutover.ui.fx.FxPoller;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.Merge;
import dev.cutover.ui.fx.ScreenContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The runs as cards, live, and the acts on the pipeline as a whole: start a run, set the workers
/// of this window. The jobs below them are [JobsViewModel].
public final class PipelineViewModel implements Live {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int CARDS = 12;

  private final Access access;
  private final ScreenContext context;
  private final RunCards cards;
  private final ObservableList<IntegrationAdmin.Line> integrations =
      FXCollections.observableArrayList();
  private final FxPoller<Picture> poller;
  private final ReadOnlyObjectWrapper<LocalWorkers.@Nullable State> workers =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper empty = new ReadOnlyBooleanWrapper();
  private final JobsViewModel jobs;

  private record Picture(
      List<RunSnapshot> runs,
      List<IntegrationAdmin.Line> integrations,
      LocalWorkers.@Nullable State workers,
      Instant at) {}

  public PipelineViewModel(ConsolePorts ports, Access access, ScreenContext context) {
    this.access = access;
    this.context = context;
    this.cards = new RunCards(context);
    this.jobs = new JobsViewModel(ports.jobs(), access, context);
    this.poller = context.poller(PAUSE, () -> read(ports), this::apply);
  }

  private Picture read(ConsolePorts ports) {
    return new Picture(
        ports.monitor().latestRuns(CARDS),
        ports.integrations().list(),
        access.writableProperty().get() ? access.acts().workers().state() : null,
        context.clock().instant());
  }

  private void apply(Picture picture) {
    Merge.into(integrations, picture.integrations(), IntegrationAdmin.Line::integration);
    cards.apply(picture.runs(), picture.integrations(), picture.at());
    workers.set(picture.workers());
    empty.set(picture.runs().isEmpty());
  }

  /// Starts a run; what becomes of it is a notice and a card.
  public void trigger(RunRequest request) {
    context
        .activities()
        .start(
            context.texts().get("trigger.starting"),
            () -> access.acts().runs().start(request),
            this::started);
  }

  /// Whether records to try the program with are offered: where they do no harm, while nothing was
  /// read yet.
  public BooleanExpression samplesOffered() {
    return access.offersSamples()
        ? empty.and(Bindings.isEmpty(integrations))
        : new SimpleBooleanProperty();
  }

  /// Makes the sample records and reads them.
  public void trySamples() {
    context
        .activities()
        .start(
            context.texts().get("pipeline.samples.making"),
            () -> {
              IntegrationId made = new IntegrationId(access.acts().samples().add());
              return access
                  .acts()
                  .runs()
                  .start(
                      new RunRequest(
                          made,
                          List.of(),
                          RunRequest.DEFAULT_PRIORITY,
                          false,
                          Map.of(),
                          access.acts().actor()));
            },
            this::started);
  }

  private void started(RunStart start) {
    Activities activities = context.activities();
    switch (start) {
      case RunStart.Started(var run, var created) ->
          activities.notice(
              Activities.Notice.Kind.DONE,
              context.texts().get("trigger.started", run.toString()),
              context.texts().get("trigger.started.jobs", created.size()));
      case RunStart.AlreadyRunning(var run) ->
          activities.notice(
              Activities.Notice.Kind.WARNING,
              context.texts().get("trigger.already", run.toString()),
              context.texts().get("trigger.already.text"));
      case RunStart.Refused(Problem problem) ->
          activities.notice(Activities.Notice.Kind.FAILED, problem.what(), problem.remedy());
    }
    poller.refresh();
  }

  /// Starts, scales or stops the workers of this window.
  public void setWorkers(Map<dev.cutover.job.Stage, Integer> slots) {
    context
        .activities()
        .start(
            context.texts().get("workers.changing"),
            () -> {
              access.acts().workers().setSlots(slots);
              return access.acts().workers().state();
            },
            state -> {
              workers.set(state);
              context
                  .activities()
                  .notice(Activities.Notice.Kind.DONE, context.texts().get("workers.changed"), "");
            });
  }

  /// Asks whether the integration of a card is to be paused or, when it is, resumed.
  void hold(IntegrationAdmin.Line line) {
    new HoldQuestion(access, context, poller::refresh).ask(line);
  }

  /// Asks whether the dead and cancelled jobs of a run are to go back to work.
  void redrive(RunId run) {
    new BulkQuestion(jobs, context).redrive(run);
  }

  /// Who acts, for the record.
  public String actor() {
    return access.acts().actor();
  }

  public JobsViewModel jobs() {
    return jobs;
  }

  public ObservableList<RunCardViewModel> cards() {
    return cards.list();
  }

  public ObservableList<IntegrationAdmin.Line> integrations() {
    return integrations;
  }

  public ReadOnlyBooleanProperty emptyProperty() {
    return empty.getReadOnlyProperty();
  }

  /// Why nothing may be changed now, in words; empty when it may.
  public ObservableValue<String> blockedBy() {
    return access.blockedBy().map(key -> key.isEmpty() ? "" : context.texts().get(key));
  }

  public ReadOnlyObjectProperty<LocalWorkers.@Nullable State> workersProperty() {
    return workers.getReadOnlyProperty();
  }

  @Override
  public ReadOnlyObjectProperty<FxPoller.Freshness> freshnessProperty() {
    return poller.freshnessProperty();
  }

  @Override
  public void start() {
    poller.start();
    jobs.start();
  }

  @Override
  public void stop() {
    poller.stop();
    jobs.stop();
  }

  @Override
  public void refresh() {
    poller.refresh();
    jobs.refresh();
  }

  /// Holds the live view still, or lets it go on.
  public void setHeld(boolean held) {
    poller.setPaused(held);
    jobs.setHeld(held);
  }
}
