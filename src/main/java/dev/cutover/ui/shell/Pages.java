package dev.cutover.ui.shell;

import dev.cutover.ui.Access;
import dev.cutover.ui.ConsolePorts;
import dev.cutover.ui.fx.Page;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Theme;
import dev.cutover.ui.overview.OverviewController;
import dev.cutover.ui.overview.OverviewViewModel;
import dev.cutover.ui.pipeline.PipelineController;
import dev.cutover.ui.pipeline.PipelineViewModel;
import dev.cutover.ui.queues.QueuesPage;
import dev.cutover.ui.rawdata.RawDataController;
import dev.cutover.ui.rawdata.RawDataViewModel;
import dev.cutover.ui.runs.RunsController;
import dev.cutover.ui.runs.RunsViewModel;
import dev.cutover.ui.settings.SettingsController;
import dev.cutover.ui.settings.SettingsViewModel;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/// Makes the screens over one connection.
final class Pages {
  private final ConsolePorts ports;
  private final Access access;
  private final ScreenContext context;

  Pages(ConsolePorts ports, Access access, ScreenContext context) {
    this.ports = ports;
    this.access = access;
    this.context = context;
  }

  /// @param open brings a screen to the front
  /// @param look puts a look onto the window
  /// @param folders where the program keeps what, by name
  Map<Screen, Page> all(Consumer<Screen> open, Consumer<Theme> look, Map<String, String> folders) {
    Map<Screen, Page> pages = new EnumMap<>(Screen.class);
    PipelineViewModel pipeline = new PipelineViewModel(ports, access, context);
    RawDataViewModel rawData = new RawDataViewModel(ports.raw(), access, context);
    pages.put(
        Screen.OVERVIEW,
        new OverviewController(
            new OverviewViewModel(ports.monitor(), context),
            context,
            new GapWays(pipeline.jobs(), rawData, open)));
    pages.put(Screen.PIPELINE, new PipelineController(pipeline, context));
    pages.put(Screen.RAWDATA, new RawDataController(rawData, context));
    pages.put(Screen.QUEUES, new QueuesPage(ports.queues(), ports.monitor(), access, context));
    pages.put(
        Screen.RUNS,
        new RunsController(
            new RunsViewModel(ports.monitor(), context),
            context,
            run -> {
              pipeline.jobs().queryProperty().set("run:" + run);
              open.accept(Screen.PIPELINE);
            }));
    pages.put(
        Screen.SETTINGS,
        new SettingsController(
            new SettingsViewModel(ports.integrations(), access, context), context, look, folders));
    return pages;
  }
}
