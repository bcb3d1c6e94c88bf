package dev.cutover.boot;

import dev.cutover.broker.Topology;
import dev.cutover.job.Problem;
import dev.cutover.monitor.LogTail;
import dev.cutover.monitor.QueueDepths;
import dev.cutover.ui.Connection;
import dev.cutover.ui.Connector;
import dev.cutover.ui.Environment;
import dev.cutover.ui.measure.DrawnDepths;
import dev.cutover.ui.measure.MeasuredWindow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The window of this process while it is being measured, over servers that a session has open.
public final class WatchedWindow implements AutoCloseable {
  private final MeasuredWindow window;

  private WatchedWindow(MeasuredWindow window) {
    this.window = window;
  }

  /// @param depths what the screen of the queues draws
  public static WatchedWindow open(Session session, QueueDepths depths) {
    return open(session, new DrawnDepths(new SameServers(session), depths), new OpeningWindow());
  }

  /// A window on the database of a session and the queues of a scratch.
  ///
  /// @param mark [Scratch#mark]
  /// @param window begun or not
  public static WatchedWindow ofScratch(Session session, String mark, OpeningWindow window) {
    Session scratch =
        session.at(session.databaseAddress(), Topology.Names.ofMyOwn(Scratch.prefix(mark)));
    return open(scratch, new SameServers(scratch), window);
  }

  /// A window that opens the servers of a session as the program itself does.
  ///
  /// @param window begun or not
  public static WatchedWindow ofServers(Session session, OpeningWindow window) {
    return open(session, new ServerConnector(session, Environment.Kind.LAB), window);
  }

  private static WatchedWindow open(Session session, Connector connector, OpeningWindow window) {
    HeadStart servers = HeadStart.of(connector);
    return new WatchedWindow(
        MeasuredWindow.open(
            window::shown,
            () -> {
              servers.begin();
              return ConsoleApp.settings(session, false, LogTail.EMPTY);
            },
            servers,
            new ProfileConnections(session.home(), session.secretsKnown(), Map.of())));
  }

  /// The clock that the window goes by.
  public static InstantSource clock() {
    return InstantSource.system();
  }

  /// When it was drawn for the first time, in milliseconds since the process began.
  public long firstFrame() {
    return window.firstFrame();
  }

  /// Returns when the screen in front shows its data.
  ///
  /// @return milliseconds since the process began
  public long awaitData() {
    return window.awaitData();
  }

  /// The screens by their words, in their order.
  public static List<String> screens() {
    return MeasuredWindow.screens();
  }

  /// Brings a screen to the front, by its word, and returns when its data are there.
  public void show(String screen) {
    window.show(screen);
  }

  /// The longest time that the window would have let a click wait, since this was asked last.
  public Duration takeLongestPause() {
    return window.takeLongestPause();
  }

  @Override
  public void close() {
    window.close();
  }

  /// The servers of a session that is open already, over connections of the window's own.
  private record SameServers(Session session) implements Connector {
    @Override
    public Connection connect(Consumer<Step> step) throws Exception {
      return ConsoleConnection.open(
          session.again(), session.target().name(), Environment.Kind.LAB, step);
    }

    @Override
    public Problem explain(Exception failure) {
      return Explanation.of(failure);
    }
  }
}
