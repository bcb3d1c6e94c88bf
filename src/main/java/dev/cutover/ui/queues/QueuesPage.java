package dev.cutover.ui.queues;

import dev.cutover.cutover.TopologyControl;
import dev.cutover.monitor.PipelineMonitor;
import dev.cutover.monitor.QueueDepths;
import dev.cutover.pipeline.DeadLetters;
import dev.cutover.pipeline.MessageReturn;
import dev.cutover.ui.fx.Background;
import dev.cutover.ui.fx.FxPoller;
import dev.cutover.ui.fx.FxThread;
import dev.cutover.ui.fx.Page;
import dev.cutover.ui.fx.PollTimer;
import dev.cutover.ui.fx.Times;
import dev.cutover.ui.fx.Views;
import dev.cutover.ui.widget.DepthChart;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javafx.beans.value.ObservableStringValue;
import javafx.scene.Parent;

/// The screen of the queues: three tabs, each read only while the screen is in front.
public final class QueuesPage implements Page {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LETTERS_EVERY = Duration.ofSeconds(2);
  private static final Duration PROGRESS_EVERY = Duration.ofMillis(250);

  private final Parent root;
  private final TopologyViewModel topology;
  private final DeadLettersViewModel letters;
  private final List<FxPoller<?>> pollers;
  private boolean shownBefore;

  /// What the screen reads and acts on.
  ///
  /// @param depths sampled by somebody else
  /// @param way opens the way back for a replay
  /// @param actor who acts, for the audit
  /// @param blocked why nothing may be changed now, empty when it may
  public record Parts(
      QueueDepths depths,
      PipelineMonitor monitor,
      TopologyControl topology,
      DeadLetters letters,
      Supplier<MessageReturn> way,
      String actor,
      ObservableStringValue blocked) {}

  public QueuesPage(
      Parts parts,
      Views views,
      Times times,
      PollTimer timer,
      FxThread fx,
      Background background,
      InstantSource clock) {
    var texts = views.texts();
    QueuesViewModel depths =
        new QueuesViewModel(
            parts.depths(), parts.monitor(), texts, times, clock, DepthChart.COLUMNS);
    topology = new TopologyViewModel(parts.topology(), background, texts, parts.blocked());
    letters = new DeadLettersViewModel(parts.letters(), background, texts, times);
    LetterActsViewModel acts =
        new LetterActsViewModel(
            parts.letters(),
            parts.way(),
            background,
            texts,
            parts.actor(),
            UUID::randomUUID,
            parts.blocked());
    QueuesController controller = new QueuesController(depths, texts, times);
    root = views.load("queues/queues", controller);
    controller.setTabs(
        views.load("queues/topology", new TopologyController(topology, texts)),
        views.load("queues/letters", new LettersController(letters, acts, texts, times)));
    FxPoller<DepthPicture> depthPoller =
        new FxPoller<>(timer, fx, clock, SECOND, depths::read, depths::apply);
    depths.spanProperty().addListener(_ -> depthPoller.now());
    pollers =
        List.of(
            depthPoller,
            new FxPoller<>(timer, fx, clock, LETTERS_EVERY, letters::read, letters::apply),
            new FxPoller<>(timer, fx, clock, PROGRESS_EVERY, () -> acts, LetterActsViewModel::look));
    acts.stepProperty()
        .addListener(
            (_, _, now) -> {
              if (now == LetterActsViewModel.Step.ENDED) {
                pollers.get(1).now();
              }
            });
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public void shown() {
    pollers.forEach(FxPoller::start);
    if (!shownBefore) {
      shownBefore = true;
      topology.show();
    }
  }

  @Override
  public void hidden() {
    pollers.forEach(FxPoller::stop);
    topology.cancel();
    letters.cancel();
  }

  @Override
  public void refresh() {
    pollers.forEach(FxPoller::now);
    topology.show();
  }
}
