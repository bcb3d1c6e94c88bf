package dev.cutover.boot;

import dev.cutover.job.Problem;
import dev.cutover.monitor.LogTail;
import dev.cutover.ui.Environment;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Times;
import dev.cutover.ui.fx.Toolkit;
import dev.cutover.ui.fx.Views;
import dev.cutover.ui.shell.Console;
import dev.cutover.ui.shell.OpenWindows;
import dev.cutover.ui.shell.SnapshotDrop;
import dev.cutover.ui.shell.SnapshotWindows;
import dev.cutover.ui.shell.StartWindow;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The window as a program: opens it, waits until it is closed, closes what it opened.
public final class ConsoleApp {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleApp.class);
  private static final int NO_DISPLAY = 1;

  private final Session session;
  private final Target target;
  private final boolean readOnly;
  private final OpeningWindow window;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final OpenWindows open = new OpenWindows(closed::countDown);

  /// @param session names the target; the window opens its own, one for each try to connect
  /// @param readOnly `--read-only`
  /// @param window begun or not
  public ConsoleApp(Session session, boolean readOnly, OpeningWindow window) {
    this.session = session;
    this.target = session.target();
    this.readOnly = readOnly;
    this.window = window;
  }

  /// Returns when the window is closed.
  ///
  /// @param environment of the process
  /// @throws Refused when there is no display
  public void run(Map<String, String> environment) throws InterruptedException {
    needsDisplay(environment);
    ProfileConnections connections =
        new ProfileConnections(session.home(), session.secretsKnown(), environment);
    HeadStart servers =
        HeadStart.of(new ServerConnector(session, Environment.Kind.valueOf(target.kind().name())));
    try {
      start(() -> show(servers, connections));
    } catch (Refused refused) {
      servers.abandon();
      throw refused;
    }
    closed.await();
    // A window that was closed before it connected leaves them to nobody.
    servers.abandon();
    Toolkit.stop();
  }

  /// The same with a snapshot alone; no server is contacted.
  ///
  /// @param environment of the process
  /// @throws Refused when there is no display
  public void runSnapshot(Map<String, String> environment, Path file) throws InterruptedException {
    needsDisplay(environment);
    start(() -> windows(Logs.remember(session.secretsKnown())).open(file, window.shown().stage()));
    closed.await();
    Toolkit.stop();
  }

  private SnapshotWindows windows(LogTail log) {
    return new SnapshotWindows(
        settings(session, true, log), new SnapshotOpening(session.home()), open);
  }

  /// @throws Refused when there is no display
  public static void needsDisplay(Map<String, String> environment) {
    if (!Toolkit.hasDisplay(environment)) {
      throw new Refused(
          NO_DISPLAY,
          new Problem(
              "window.no_display",
              "There is no display (DISPLAY and WAYLAND_DISPLAY are not set), so the window cannot"
                  + " be opened. Nothing was started.",
              "Log in with a desktop, use ssh -X, or use a verb: every one but ui works without a"
                  + " display, see cutover --help."));
    }
  }

  /// A display is named, and still there may be no window system that answers.
  private static void start(Runnable first) {
    try {
      Toolkit.start(first);
    } catch (CompletionException e) {
      LOG.info("the toolkit does not start", e);
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new Refused(
          NO_DISPLAY,
          new Problem(
              "window.no_toolkit",
              "A display is named, but the window system did not let a window be opened: "
                  + cause.getMessage()
                  + " Nothing was changed.",
              "See that the display answers, and that GTK 3 is installed (Debian: libgtk-3-0,"
                  + " libxtst6, libxxf86vm1); or use a verb: every one but ui works without a"
                  + " window, see cutover --help."));
    }
  }

  private void show(HeadStart servers, ProfileConnections connections) {
    LogTail log = Logs.remember(session.secretsKnown());
    Console.Settings settings = settings(session, readOnly, log);
    Texts texts = settings.views().texts();
    StartWindow shown = window.shown();
    servers.begin();
    Stage stage = shown.stage();
    Console console = new Console(settings, servers, connections, stage::close, stage.getScene());
    stage.setTitle(texts.get("window.title", target.name()));
    console
        .nameProperty()
        .addListener((_, _, name) -> stage.setTitle(texts.get("window.title", name)));
    SnapshotWindows snapshots = windows(log);
    console.offerSnapshots(() -> snapshots.choose(stage));
    SnapshotDrop.onto(stage.getScene(), snapshots::open);
    open.add(stage);
    console.guard(stage);
    stage.setOnHidden(_ -> console.close(() -> open.remove(stage)));
    shown.whenDrawn(console::open);
  }

  static Console.Settings settings(Session session, boolean readOnly, LogTail log) {
    return new Console.Settings(
        session.target().name(),
        new Views(Texts.of(Locale.getDefault())),
        new Times(ZoneId.systemDefault()),
        new ChoicesFile(session.home().config()),
        readOnly,
        InstantSource.system(),
        log,
        folders(session.home()));
  }

  private static Map<String, String> folders(Home home) {
    Map<String, String> folders = new LinkedHashMap<>();
    folders.put("config", home.config().toString());
    folders.put("data", home.data().toString());
    folders.put("logs", home.logs().toString());
    folders.put("cache", home.cache().toString());
    return folders;
  }
}
