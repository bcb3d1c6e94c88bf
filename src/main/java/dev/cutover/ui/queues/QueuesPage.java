package dev.cutover.ui.queues;

import dev.cutover.monitor.PipelineMonitor;
import dev.cutover.pipeline.DeadLetters;
import dev.cutover.ui.Access;
import dev.cutover.ui.QueuePorts;
import dev.cutover.ui.fx.FxPoller;
import dev.cutover.ui.fx.Live;
import dev.cutover.ui.fx.Page;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.DepthChart;
import dev.cutover.ui.widget.FreshnessBand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.scene.Parent;

/// The screen of the queues: three tabs, each read only while the screen is in front.
public final class QueuesPage implements Page {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LETTERS_EVERY = Duration.ofSeconds(2);
  private static final Duration PROGRESS_EVERY = Duration.ofMillis(250);

  private final Parent root;
  private final TopologyViewModel topology;
  private final DeadLettersViewModel letters;
  // Held here: a binding that nobody holds is collected.
  private final StringBinding blocked;
  private final FxPoller<DepthPicture> depthPoller;
  private final FxPoller<List<DeadLetters.Group>> letterPoller;
  private final QueuesController controller;
  private final List<FxPoller<?>> pollers;
  private boolean shownBefore;

  public QueuesPage(
      QueuePorts ports, PipelineMonitor monitor, Access access, ScreenContext context) {
    Texts texts = context.texts();
    blocked =
        Bindings.createStringBinding(
            () -> {
              String key = access.blockedBy().getValue();
              return key.isEmpty() ? "" : texts.get(key);
            },
            access.writableProperty());
    QueuesViewModel depths =
        new QueuesViewModel(
            ports.depths(), monitor, texts, context.times(), context.clock(), DepthChart.COLUMNS);
    topology =
        new TopologyViewModel(
            ports.topology(),
            () -> access.acts().queues().topology(),
            context.request(),
            context.background(),
            texts,
            context.explain(),
            blocked);
    letters =
        new DeadLettersViewModel(
            ports.letters(), context.background(), texts, context.times(), context.explain());
    LetterActsViewModel acts =
        new LetterActsViewModel(
            ports.letters(),
            access::acts,
            context.background(),
            texts,
            UUID::randomUUID,
            context.explain(),
            blocked);
    depthPoller = context.poller(SECOND, depths::read, depths::apply);
    letterPoller = context.poller(LETTERS_EVERY, letters::read, letters::apply);
    pollers =
        List.of(
            depthPoller,
            letterPoller,
            context.poller(PROGRESS_EVERY, () -> acts, LetterActsViewModel::look));
    controller = new QueuesController(depths, texts, context.times());
    root = context.views().load("queues/queues", controller);
    LettersController letterTab = new LettersController(letters, acts, texts, context.times());
    TopologyController topologyTab = new TopologyController(topology, texts);
    controller.setTabs(
        context.views().load("queues/topology", topologyTab),
        context.views().load("queues/letters", letterTab));
    controller.setBand(content -> new FreshnessBand(content, depthPoller, context));
    topologyTab.setBand(content -> new FreshnessBand(content, topology.live(), context));
    letterTab.setBand(content -> new FreshnessBand(content, letterPoller, context));
    depths.spanProperty().addListener(_ -> depthPoller.refresh());
    acts.stepProperty()
        .addListener(
            (_, _, now) -> {
              if (now == LetterActsViewModel.Step.ENDED) {
                letterPoller.refresh();
              }
            });
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public Optional<Live> reads() {
    return Optional.of(
        controller.isTopologyInFront()
            ? topology.live()
            : controller.areLettersInFront() ? letterPoller : depthPoller);
  }

  @Override
  public Optional<String> commandLine() {
    return Optional.of(
        controller.isTopologyInFront()
            ? "cutover topology show"
            : controller.areLettersInFront()
                ? "cutover queues dead-letters list"
                : "cutover queues");
  }

  @Override
  public void shown() {
    pollers.forEach(FxPoller::start);
    if (!shownBefore || topology.live().freshnessProperty().get().isStale()) {
      shownBefore = true;
      topology.show();
    }
  }

  @Override
  public void hidden() {
    pollers.forEach(FxPoller::stop);
    // An apply that is under way goes on; only the question is taken back.
    topology.takeBack();
    topology.live().stop();
    letters.cancel();
  }

  @Override
  public void refresh() {
    pollers.forEach(FxPoller::refresh);
    topology.show();
  }
}
