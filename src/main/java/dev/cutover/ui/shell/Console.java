package dev.cutover.ui.shell;

import dev.cutover.job.Problem;
import dev.cutover.monitor.LogTail;
import dev.cutover.ui.Access;
import dev.cutover.ui.Connection;
import dev.cutover.ui.Connector;
import dev.cutover.ui.ConsolePorts;
import dev.cutover.ui.fx.Activities;
import dev.cutover.ui.fx.Background;
import dev.cutover.ui.fx.BackgroundThreads;
import dev.cutover.ui.fx.FxThread;
import dev.cutover.ui.fx.Overlays;
import dev.cutover.ui.fx.Page;
import dev.cutover.ui.fx.PollTimer;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Theme;
import dev.cutover.ui.fx.Times;
import dev.cutover.ui.fx.Views;
import java.time.InstantSource;
import java.util.Map;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The window's content from the first picture to the last: connecting, the frame with its screens,
/// or why there is none. All methods belong to the FX thread.
public final class Console implements AutoCloseable {
  private final Settings settings;
  private final Connector connector;
  private final Runnable quit;
  private final FxThread fx = FxThread.ofToolkit();
  private final Background background = new BackgroundThreads(fx);
  private final PollTimer timer = PollTimer.ofThreads();
  private final Scene scene;
  private @Nullable Connection connection;
  private @Nullable ShellController shell;

  /// What a window is opened with.
  ///
  /// @param name of the profile, for the first picture
  /// @param readOnly `--read-only`
  /// @param folders where the program keeps what, by name
  public record Settings(
      String name,
      Views views,
      Times times,
      Theme theme,
      boolean readOnly,
      InstantSource clock,
      LogTail log,
      Map<String, String> folders) {}

  /// @param quit closes the window
  public Console(Settings settings, Connector connector, Runnable quit) {
    this.settings = settings;
    this.connector = connector;
    this.quit = quit;
    this.scene = new Scene(new Region(), 1280, 860);
    settings.theme().dress(scene);
  }

  public Scene scene() {
    return scene;
  }

  /// Connects, and shows the frame when that is done.
  public void open() {
    StartPage page = new StartPage(settings.views().texts(), settings.name());
    scene.setRoot(page);
    background.run(
        () -> connector.connect(step -> fx.run(() -> page.show(step))),
        this::opened,
        failure -> failed(page, connector.explain(failure)));
  }

  private void failed(StartPage page, Problem problem) {
    page.fail(problem, this::open, quit);
  }

  private void opened(Connection open) {
    connection = open;
    ConsolePorts ports = open.ports();
    Access access = new Access(open, settings.clock(), settings.readOnly());
    ScreenContext context =
        new ScreenContext(
            settings.views(),
            new Overlays(),
            settings.times(),
            background,
            new Activities(background, settings.clock(), ports.explain()),
            timer,
            fx,
            settings.clock(),
            ports.explain());
    ShellViewModel frameModel =
        new ShellViewModel(open.environment(), access, ports.health(), context);
    Map<Screen, Page> pages =
        new Pages(ports, access, context)
            .all(frameModel::open, look -> look.dress(scene), settings.folders());
    ShellController frame =
        new ShellController(frameModel, context, pages, settings.log(), look -> look.dress(scene));
    shell = frame;
    Parent root = frame.root();
    scene.setRoot(root);
    frame.start();
  }

  /// True when the frame is shown, false while connecting or after a failure.
  public boolean isOpen() {
    return shell != null;
  }

  /// Stops reading; closes the servers beside the FX thread and then runs `after` there.
  public void close(Runnable after) {
    stopReading();
    Connection open = connection;
    connection = null;
    if (open == null) {
      after.run();
      return;
    }
    background.run(
        () -> {
          open.close();
          return open;
        },
        _ -> after.run(),
        _ -> after.run());
  }

  private void stopReading() {
    ShellController frame = shell;
    shell = null;
    if (frame != null) {
      frame.stop();
    }
    timer.close();
  }

  /// The same at once, for tests.
  @Override
  public void close() {
    stopReading();
    Connection open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }
}
