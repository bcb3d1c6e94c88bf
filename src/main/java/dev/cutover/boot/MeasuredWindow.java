package dev.cutover.boot;

import dev.cutover.job.Problem;
import dev.cutover.monitor.LogTail;
import dev.cutover.monitor.QueueDepths;
import dev.cutover.ui.Acts;
import dev.cutover.ui.Connection;
import dev.cutover.ui.Connector;
import dev.cutover.ui.ConsolePorts;
import dev.cutover.ui.Environment;
import dev.cutover.ui.QueuePorts;
import dev.cutover.ui.fx.FxPauses;
import dev.cutover.ui.fx.FxThread;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Theme;
import dev.cutover.ui.fx.Times;
import dev.cutover.ui.fx.Toolkit;
import dev.cutover.ui.fx.Views;
import dev.cutover.ui.shell.Console;
import dev.cutover.ui.shell.Screen;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.stage.Stage;

/// The window while it is being measured: the whole console, shown where there is a display and
/// drawn without one otherwise. Once in a process, since the toolkit starts once.
public final class MeasuredWindow implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Console console;
  private final FxPauses pauses;

  private MeasuredWindow(Console console) {
    this.console = console;
    this.pauses = FxPauses.watch(FxThread.ofToolkit());
  }

  /// @param shown told on the FX thread when the window was asked to show itself
  static MeasuredWindow open(Session session, Consumer<Stage> shown) {
    return open(session, new SameServers(session), shown);
  }

  /// @param depths what the screen of the queues draws
  public static MeasuredWindow open(Session session, QueueDepths depths) {
    drawWithoutADisplay(System.getenv());
    return open(session, new WithDepths(new SameServers(session), depths), _ -> {});
  }

  private static MeasuredWindow open(Session session, Connector connector, Consumer<Stage> shown) {
    CompletableFuture<Console> opened = new CompletableFuture<>();
    Toolkit.start(
        () -> {
          try {
            Console console = console(session, connector);
            Stage stage = new Stage();
            stage.setScene(console.scene());
            stage.show();
            shown.accept(stage);
            console.open();
            opened.complete(console);
          } catch (RuntimeException e) {
            opened.completeExceptionally(e);
          }
        });
    return new MeasuredWindow(opened.join());
  }

  /// To be called before the toolkit starts.
  static void drawWithoutADisplay(Map<String, String> environment) {
    if (!Toolkit.hasDisplay(environment)) {
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
    }
  }

  private static Console console(Session session, Connector connector) {
    return new Console(
        new Console.Settings(
            session.target().name(),
            new Views(Texts.of(Locale.getDefault())),
            new Times(ZoneId.systemDefault()),
            Theme.ofSystem(),
            false,
            clock(),
            LogTail.EMPTY,
            Map.of()),
        connector,
        new ProfileConnections(session.home(), session.secretsKnown(), Map.of()),
        () -> {});
  }

  /// Returns when the screen in front shows its data.
  public void awaitData() {
    await(
        "the data of a screen",
        () ->
            console.isOpen()
                && console.scene().getRoot().lookupAll(".loading").stream()
                    .noneMatch(Node::isVisible));
  }

  /// Brings a screen to the front, by its word, and returns when its data are there.
  public void show(String screen) {
    await(
        "the button of " + screen,
        () -> {
          boolean there = console.scene().lookup("#screen-" + screen) instanceof ButtonBase;
          if (there) {
            ((ButtonBase) console.scene().lookup("#screen-" + screen)).fire();
          }
          return there;
        });
    awaitData();
  }

  /// The clock that the window goes by.
  public static InstantSource clock() {
    return InstantSource.system();
  }

  /// The screens by their words, in their order.
  public static List<String> screens() {
    return Arrays.stream(Screen.values()).map(Screen::word).toList();
  }

  /// The longest time that the window would have let a click wait, since this was asked last.
  public Duration takeLongestPause() {
    return pauses.takeLongest();
  }

  private static void await(String what, BooleanSupplier holds) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    FxThread.ofToolkit()
        .run(
            () ->
                new AnimationTimer() {
                  @Override
                  public void handle(long now) {
                    try {
                      if (holds.getAsBoolean()) {
                        done.complete(null);
                      }
                    } catch (RuntimeException e) {
                      done.completeExceptionally(e);
                    }
                    if (done.isDone()) {
                      stop();
                    }
                  }
                }.start());
    try {
      done.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw new IllegalStateException("the window did not show " + what, e);
      }
      throw e;
    }
  }

  @Override
  public void close() {
    pauses.close();
    CompletableFuture<Void> closed = new CompletableFuture<>();
    FxThread.ofToolkit().run(() -> console.close(() -> closed.complete(null)));
    closed.join();
    Toolkit.stop();
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

  /// Real servers, but depths of somebody's making.
  private record WithDepths(Connector servers, QueueDepths depths) implements Connector {
    @Override
    public Connection connect(Consumer<Step> step) throws Exception {
      Connection open = servers.connect(step);
      ConsolePorts ports = open.ports();
      ConsolePorts drawn =
          new ConsolePorts(
              ports.monitor(),
              ports.jobs(),
              ports.integrations(),
              ports.mappings(),
              ports.health(),
              ports.raw(),
              new QueuePorts(depths, ports.queues().topology(), ports.queues().letters()),
              ports.explain());
      return new Connection() {
        @Override
        public Environment environment() {
          return open.environment();
        }

        @Override
        public ConsolePorts ports() {
          return drawn;
        }

        @Override
        public Acts acts() {
          return open.acts();
        }

        @Override
        public void close() {
          open.close();
        }
      };
    }

    @Override
    public Problem explain(Exception failure) {
      return servers.explain(failure);
    }
  }
}
