package dev.cutover.ui.shell;

import dev.cutover.ui.Access;
import dev.cutover.ui.ConsolePorts;
import dev.cutover.ui.cutover.CutoverPage;
import dev.cutover.ui.fx.Looks;
import dev.cutover.ui.fx.Page;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.overview.OverviewController;
import dev.cutover.ui.overview.OverviewViewModel;
import dev.cutover.ui.pipeline.BulkQuestion;
import dev.cutover.ui.pipeline.PipelineController;
import dev.cutover.ui.pipeline.PipelineViewModel;
import dev.cutover.ui.queues.QueuesPage;
import dev.cutover.ui.rawdata.RawDataController;
import dev.cutover.ui.rawdata.RawDataViewModel;
import dev.cutover.ui.runs.RunsController;
import dev.cutover.ui.runs.RunsViewModel;
import dev.cutover.ui.settings.IntegrationsController;
import dev.cutover.ui.settings.IntegrationsViewModel;
import dev.cutover.ui.settings.MappingsController;
import dev.cutover.ui.settings.MappingsViewModel;
import dev.cutover.ui.settings.SettingsController;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The screens over one connection, each made when it is first opened.
final class Pages {
  private final ConsolePorts ports;
  private final Access access;
  private final ScreenContext context;
  private final Consumer<Screen> open;
  private final Looks looks;
  private final Map<String, String> folders;
  private final PipelineViewModel pipeline;
  private @Nullable RawDataViewModel rawData;
  private final Map<Screen, Page> made = new EnumMap<>(Screen.class);
  private List<Command> commands = List.of();

  /// @param open brings a screen to the front
  /// @param looks of the window
  /// @param folders where the program keeps what, by name
  Pages(
      ConsolePorts ports,
      Access access,
      ScreenContext context,
      Consumer<Screen> open,
      Looks looks,
      Map<String, String> folders) {
    this.ports = ports;
    this.access = access;
    this.context = context;
    this.open = open;
    this.looks = looks;
    this.folders = folders;
    this.pipeline = new PipelineViewModel(ports, access, context);
  }

  /// Commands whose keys the settings list; to be named before the first screen is made.
  void list(List<Command> all) {
    commands = List.copyOf(all);
  }

  Page of(Screen screen) {
    return made.computeIfAbsent(screen, this::make);
  }

  private Page make(Screen screen) {
    return switch (screen) {
      case OVERVIEW ->
          new OverviewController(
              new OverviewViewModel(ports.monitor(), ports.queues().depths(), context),
              context,
              new GapWays(pipeline.jobs(), this::rawData, open));
      case PIPELINE -> new PipelineController(pipeline, context);
      case RAWDATA -> new RawDataController(rawData(), context);
      case QUEUES -> new QueuesPage(ports.queues(), ports.monitor(), access, context);
      case RUNS ->
          new RunsController(
              new RunsViewModel(ports.monitor(), access, context),
              context,
              run -> {
                pipeline.jobs().queryProperty().set("run:" + run);
                open.accept(Screen.PIPELINE);
              },
              new BulkQuestion(pipeline.jobs(), context)::redrive);
      case CUTOVER -> new CutoverPage(ports.cutover(), access, context);
      case SETTINGS ->
          new SettingsController(
              new IntegrationsController(
                  new IntegrationsViewModel(ports, access, context), context),
              new MappingsController(
                  new MappingsViewModel(ports.mappings(), access, context), context),
              context,
              looks,
              folders,
              new KeyList(context.texts(), commands));
    };
  }

  private RawDataViewModel rawData() {
    RawDataViewModel known = rawData;
    if (known == null) {
      known = new RawDataViewModel(ports.raw(), access, context);
      rawData = known;
    }
    return known;
  }
}
