package dev.cutover.ui.shell;

import dev.cutover.job.Problem;
import dev.cutover.monitor.LogTail;
import dev.cutover.profile.Secrets;
import dev.cutover.ui.Access;
import dev.cutover.ui.Connection;
import dev.cutover.ui.Connections;
import dev.cutover.ui.Connector;
import dev.cutover.ui.ConsolePorts;
import dev.cutover.ui.CutoverPorts;
import dev.cutover.ui.connect.ConnectBox;
import dev.cutover.ui.connect.ConnectViewModel;
import dev.cutover.ui.fx.Activities;
import dev.cutover.ui.fx.Background;
import dev.cutover.ui.fx.BackgroundThreads;
import dev.cutover.ui.fx.FxThread;
import dev.cutover.ui.fx.Looks;
import dev.cutover.ui.fx.Overlays;
import dev.cutover.ui.fx.PollTimer;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Theme;
import dev.cutover.ui.fx.Times;
import dev.cutover.ui.fx.Views;
import dev.cutover.ui.fx.WindowChoices;
import dev.cutover.ui.widget.Question;
import java.time.InstantSource;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The window's content from the first picture to the last: connecting, the frame with its screens,
/// or why there is none. All methods belong to the FX thread.
public final class Console implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Console.class);
  private static final Duration UNTIL_IT_IS_TOLD = Duration.millis(300);

  private final Settings settings;
  private final Connections connections;
  private final Runnable quit;
  private final FxThread fx = FxThread.ofToolkit();
  private final Background background = new BackgroundThreads(fx);
  private final Scene scene;
  private final ObservableValue<Theme> system;
  private final Looks looks;
  private final ReadOnlyStringWrapper name;
  private final boolean seen;
  private Connector connector;
  private @Nullable PollTimer timer;
  private boolean closed;
  private @Nullable Connection connection;
  private @Nullable ShellController shell;
  private @Nullable Runnable snapshot;

  /// What a window is opened with.
  ///
  /// @param name of the profile, for the first picture
  /// @param readOnly `--read-only`
  /// @param choices the look and the clock that the user wants
  /// @param folders where the program keeps what, by name
  public record Settings(
      String name,
      Views views,
      Times times,
      WindowChoices choices,
      boolean readOnly,
      InstantSource clock,
      LogTail log,
      Map<String, String> folders) {}

  /// @param connector to the servers that the window begins with
  /// @param connections those it may be switched to
  /// @param quit closes the window
  public Console(Settings settings, Connector connector, Connections connections, Runnable quit) {
    this(
        settings,
        connector,
        connections,
        quit,
        new Scene(new Region(), StartWindow.WIDTH, StartWindow.HEIGHT),
        false);
  }

  /// @param scene of a window that is shown already, with the program's name in it
  public Console(
      Settings settings, Connector connector, Connections connections, Runnable quit, Scene scene) {
    this(settings, connector, connections, quit, scene, true);
  }

  private Console(
      Settings settings,
      Connector connector,
      Connections connections,
      Runnable quit,
      Scene scene,
      boolean seen) {
    this.seen = seen;
    this.settings = settings;
    this.connector = connector;
    this.connections = connections;
    this.name = new ReadOnlyStringWrapper(settings.name());
    this.quit = quit;
    this.scene = scene;
    WindowChoices choices = settings.choices();
    // Held here: a binding that nobody holds is collected.
    this.system = Theme.followingSystem();
    this.looks = new Looks(scene, choices.look(), system, choices::keepLook);
    settings.times().setUtc(choices.utc());
    settings.times().utcProperty().addListener((_, _, utc) -> choices.keepUtc(utc));
  }

  public Scene scene() {
    return scene;
  }

  /// Name of the profile that is open or being opened.
  public ReadOnlyStringProperty nameProperty() {
    return name.getReadOnlyProperty();
  }

  /// To be called before [#open].
  ///
  /// @param choose asks for a snapshot and opens it in a window of its own
  public void offerSnapshots(Runnable choose) {
    snapshot = choose;
  }

  /// Connects, and shows the frame when that is done.
  public void open() {
    if (closed) {
      return;
    }
    StartPage page = new StartPage(settings.views().texts(), name.get());
    Parent before = scene.getRoot();
    if (seen && before.getStyleClass().contains(StartWindow.PAGE)) {
      // Servers that run answer at once, and then this page would be laid out for nobody.
      PauseTransition soon = new PauseTransition(UNTIL_IT_IS_TOLD);
      soon.setOnFinished(
          _ -> {
            if (scene.getRoot().equals(before)) {
              scene.setRoot(page);
            }
          });
      soon.play();
    } else {
      scene.setRoot(page);
    }
    Connector way = connector;
    background.run(
        () -> way.connect(step -> fx.run(() -> page.show(step))),
        this::opened,
        failure -> failed(page, way.explain(failure)));
  }

  private StartPage startPage() {
    StartPage page = new StartPage(settings.views().texts(), name.get());
    scene.setRoot(page);
    return page;
  }

  private void failed(StartPage page, Problem problem) {
    if (page.getScene() == null) {
      scene.setRoot(page);
    }
    Overlays overlays = new Overlays();
    overlays.over(page);
    page.fail(problem, this::open, () -> choose(overlays), quit);
  }

  /// Shows the profiles over what is there.
  private void choose(Overlays overlays) {
    ConnectViewModel viewModel =
        new ConnectViewModel(
            connections.book(),
            background,
            connector::explain,
            settings.views().texts(),
            (profile, typed) -> {
              overlays.close();
              switchTo(profile, typed);
            });
    overlays.show(close -> new ConnectBox(viewModel, settings.views(), close));
    viewModel.load(name.get());
  }

  /// Closes the servers that are open, workers draining first, and then opens others.
  private void switchTo(String profile, Secrets typed) {
    stopReading();
    Connection before = connection;
    connection = null;
    startPage().closing();
    background.run(
        () -> {
          if (before != null) {
            before.close();
          }
          return profile;
        },
        _ -> begin(profile, typed),
        _ -> begin(profile, typed));
  }

  private void begin(String profile, Secrets typed) {
    if (!closed) {
      name.set(profile);
      connector = connections.to(profile, typed);
      open();
    }
  }

  private void opened(Connection open) {
    if (closed) {
      background.run(
          () -> {
            open.close();
            return open;
          },
          _ -> {},
          failure -> LOG.warn("the connection opened too late and did not close", failure));
      return;
    }
    connection = open;
    PollTimer beats = PollTimer.ofThreads();
    timer = beats;
    Overlays overlays = new Overlays();
    ConsolePorts ports = open.ports();
    Access access = new Access(open, settings.clock(), settings.readOnly());
    ScreenContext context =
        new ScreenContext(
            settings.views(),
            overlays,
            settings.times(),
            background,
            new Activities(background, settings.clock(), ports.explain()),
            beats,
            fx,
            settings.clock(),
            ports.explain());
    ShellViewModel frameModel =
        new ShellViewModel(open.environment(), access, ports.health(), context);
    Pages pages = new Pages(ports, access, context, frameModel::open, looks, settings.folders());
    ShellController frame =
        new ShellController(
            frameModel, context, pages, settings.log(), looks, () -> choose(overlays), snapshot);
    shell = frame;
    Parent root = frame.root();
    scene.setRoot(root);
    frame.start();
    resumeFirst(ports, frameModel);
  }

  /// A cutover that was begun and that nobody carries out is the first thing that is shown; so is
  /// the cutover, or the schema beside it, where that alone can be worked on.
  private void resumeFirst(ConsolePorts ports, ShellViewModel frame) {
    background.run(
        () -> isFirst(ports.cutover()),
        first -> {
          if (first) {
            frame.open(Screen.CUTOVER);
          }
        },
        failure -> LOG.info("whether a cutover is open is not known: {}", failure.toString()));
  }

  private static boolean isFirst(CutoverPorts cutover) throws InterruptedException {
    return cutover.runs().look("").isAbandoned()
        || cutover.runs().isAhead()
        || cutover.schema().isBehind();
  }

  /// True when the frame is shown, false while connecting or after a failure.
  public boolean isOpen() {
    return shell != null;
  }

  /// Lets a window that carries a cutover out be closed only after a question.
  public void guard(Stage window) {
    window.setOnCloseRequest(
        event -> {
          ShellController frame = shell;
          Connection open = connection;
          if (frame != null && open != null && open.ports().cutover().runs().isAtWork()) {
            event.consume();
            frame.ask(leaving(), window::close);
          }
        });
  }

  private Question.Asked leaving() {
    Texts texts = settings.views().texts();
    return new Question.Asked(
        texts.get("close.title"),
        texts.get("close.text"),
        texts.get("close.do"),
        true,
        true,
        false,
        null);
  }

  /// Stops reading; closes the servers beside the FX thread and then runs `after` there.
  public void close(Runnable after) {
    closed = true;
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
    PollTimer beats = timer;
    timer = null;
    if (beats != null) {
      beats.close();
    }
  }

  /// The same at once, for tests.
  @Override
  public void close() {
    closed = true;
    stopReading();
    Connection open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }
}
