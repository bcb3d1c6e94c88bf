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
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javafx.stage.Stage;

/// The window as a program: opens it, waits until it is closed, closes what it opened.
public final class ConsoleApp {
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
    Toolkit.start(() -> show(connections));
    closed.await();
    Toolkit.stop();
  }

  /// The same with a snapshot alone; no server is contacted.
  ///
  /// @param environment of the process
  /// @throws Refused when there is no display
  public void runSnapshot(Map<String, String> environment, Path file) throws InterruptedException {
    needsDisplay(environment);
    Toolkit.start(
        () -> windows(Logs.remember(session.secretsKnown())).open(file, window.shown().stage()));
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

  private void show(ProfileConnections connections) {
    LogTail log = Logs.remember(session.secretsKnown());
    Console.Settings settings = settings(session, readOnly, log);
    Texts texts = settings.views().texts();
    Stage stage = window.shown().stage();
    Console console =
        new Console(
            settings,
            new ServerConnector(session, Environment.Kind.valueOf(target.kind().name())),
            connections,
            stage::close,
            stage.getScene());
    stage.setTitle(texts.get("window.title", target.name()));
    console
        .nameProperty()
        .addListener((_, _, name) -> stage.setTitle(texts.get("window.title", name)));
    SnapshotWindows snapshots = windows(log);
    console.offerSnapshots(() -> snapshots.choose(stage));
    SnapshotDrop.onto(stage.getScene(), snapshots::open);
    open.add(stage);
    stage.setOnHidden(_ -> console.close(() -> open.remove(stage)));
    console.open();
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
