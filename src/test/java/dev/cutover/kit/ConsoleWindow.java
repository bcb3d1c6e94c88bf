package dev.cutover.kit;

import dev.cutover.boot.Home;
import dev.cutover.boot.ProfileConnections;
import dev.cutover.boot.ServerConnector;
import dev.cutover.boot.Session;
import dev.cutover.boot.Target;
import dev.cutover.job.Problem;
import dev.cutover.monitor.LogTail;
import dev.cutover.secret.KnownSecrets;
import dev.cutover.ui.Connection;
import dev.cutover.ui.Connector;
import dev.cutover.ui.Environment;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Theme;
import dev.cutover.ui.fx.Times;
import dev.cutover.ui.fx.Views;
import dev.cutover.ui.fx.WindowChoices;
import dev.cutover.ui.shell.Console;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// The whole window in the headless toolkit over real servers, driven by clicks and keys.
public final class ConsoleWindow implements AutoCloseable {
  /// The workstation's own time.
  public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  private static final int WIDTH = 1280;
  private static final int HEIGHT = 860;

  /// One for all: the headless toolkit's windows and robots hold each other, and every robot of its
  /// own would keep the window of the test before, with all its rows, until the end of the JVM.
  private static final FxRobot ROBOT = new FxRobot();

  public final FxRobot robot = ROBOT;

  /// What the log pane gets to read.
  public final List<LogTail.Line> logged = new CopyOnWriteArrayList<>();

  /// How often a snapshot was to be chosen.
  public final AtomicInteger snapshotsAsked = new AtomicInteger();

  private final Path homeFolder;
  private final Session session;
  private final Console console;
  private final Stage stage;
  private final PauseReport pauses;

  private ConsoleWindow(
      Target target,
      Environment.Kind kind,
      Theme theme,
      Locale language,
      UnaryOperator<Connection> over) {
    FxToolkit.start();
    pauses = new PauseReport(this::front);
    homeFolder = TestFolder.create("console-home");
    Home home = Home.of(Map.of("CUTOVER_HOME", homeFolder.toString()), "Linux", "/");
    KnownSecrets known = new KnownSecrets();
    session = new Session(target, home, known, Map.of());
    ProfileConnections connections = new ProfileConnections(home, known, Map.of());
    Console.Settings settings =
        new Console.Settings(
            target.name(),
            new Views(Texts.of(language)),
            new Times(ZONE),
            WindowChoices.forOnce(Optional.of(theme)),
            false,
            InstantSource.system(),
            number -> logged.stream().filter(each -> each.number() > number).toList(),
            Map.of("data", home.data().toString()));
    console =
        FxToolkit.onFx(
            () ->
                new Console(
                    settings,
                    over(new ServerConnector(session, kind), over),
                    connections,
                    () -> {}));
    stage =
        FxToolkit.onFx(
            () -> {
              Stage made = new Stage();
              made.setScene(console.scene());
              made.setX(0);
              made.setY(0);
              made.setWidth(WIDTH);
              made.setHeight(HEIGHT);
              made.show();
              console.offerSnapshots(snapshotsAsked::incrementAndGet);
              console.guard(made);
              console.open();
              return made;
            });
  }

  /// A window that may change things, in English and light.
  public static ConsoleWindow open(String database, String broker) {
    return open(database, broker, Environment.Kind.LAB, Theme.LIGHT, Locale.ENGLISH);
  }

  /// A window as `./cutover` alone opens it, on embedded services of its own.
  public static ConsoleWindow embedded() {
    return new ConsoleWindow(
        new Target(Target.EMBEDDED, null, null),
        Environment.Kind.EMBEDDED,
        Theme.LIGHT,
        Locale.ENGLISH,
        real -> real);
  }

  public static ConsoleWindow open(
      String database, String broker, Environment.Kind kind, Theme theme, Locale language) {
    return new ConsoleWindow(
        new Target(Target.EMBEDDED, database, broker), kind, theme, language, real -> real);
  }

  /// The same with something else in the place of, or around, the real servers.
  public static ConsoleWindow open(
      String database,
      String broker,
      Environment.Kind kind,
      Theme theme,
      Locale language,
      UnaryOperator<Connection> over) {
    return new ConsoleWindow(
        new Target(Target.EMBEDDED, database, broker), kind, theme, language, over);
  }

  private static Connector over(Connector real, UnaryOperator<Connection> over) {
    return new Connector() {
      @Override
      public Connection connect(Consumer<Step> step) throws Exception {
        return over.apply(real.connect(step));
      }

      @Override
      public Problem explain(Exception failure) {
        return real.explain(failure);
      }
    };
  }

  /// Waits until the frame is shown.
  public ConsoleWindow ready() {
    until("the frame is shown", console::isOpen);
    return this;
  }

  /// Where the program of this window keeps its files.
  public Path home() {
    return homeFolder;
  }

  public Scene scene() {
    return console.scene();
  }

  /// Waits for what the FX thread can tell.
  public void until(String what, Callable<Boolean> holds) {
    try {
      Awaitility.await(what)
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> FxToolkit.onFx(holds));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          what + ": not so; see " + picture(Path.of("target", "windows", "failure.png")), e);
    }
  }

  /// The text of the first node that the selector finds and that is shown.
  public Optional<String> text(String selector) {
    return FxToolkit.onFx(
        () ->
            find(selector)
                .map(
                    node ->
                        switch (node) {
                          case Labeled label -> label.getText();
                          case TextInputControl field -> field.getText();
                          default -> node.getAccessibleText();
                        }));
  }

  public void untilText(String selector, String part) {
    until(
        selector + " says " + part,
        () -> {
          Optional<Node> node = find(selector);
          return node.isPresent()
              && node.get() instanceof Labeled label
              && label.getText() != null
              && label.getText().contains(part);
        });
  }

  private Optional<Node> find(String selector) {
    return scene().getRoot().lookupAll(selector).stream().filter(Node::isVisible).findFirst();
  }

  public void click(String selector) {
    until(
        selector + " can be clicked",
        () -> find(selector).filter(n -> !n.isDisabled()).isPresent());
    robot.clickOn(selector);
  }

  /// Waits until the toolkit has drawn what was asked for and the screen has read its data or has
  /// failed to.
  public void settled() {
    until(
        "the screen has read",
        () -> scene().getRoot().lookupAll(".loading").stream().noneMatch(ConsoleWindow::isSeen));
    WaitForAsyncUtils.waitForFxEvents();
  }

  /// A tab that is not in front reads nothing, so it is not waited for.
  private static boolean isSeen(Node node) {
    Node each = node;
    while (each != null && each.isVisible()) {
      each = each.getParent();
    }
    return each == null;
  }

  public void press(KeyCode... keys) {
    pauses.note();
    robot.push(keys);
  }

  /// Word of the screen in front; "start" while there is none.
  public String front() {
    return FxToolkit.onFx(
        () ->
            scene().getRoot().lookupAll(".toggle-button").stream()
                .filter(
                    each ->
                        each instanceof ToggleButton button
                            && button.isSelected()
                            && String.valueOf(button.getId()).startsWith("screen-"))
                .map(each -> each.getId().replace("screen-", ""))
                .findFirst()
                .orElse("start"));
  }

  /// What the window manager does when the cross in the corner is clicked.
  public void askToClose() {
    FxToolkit.onFx(
        () -> {
          Event.fireEvent(stage, new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
          return null;
        });
  }

  public boolean isShown() {
    return FxToolkit.onFx(stage::isShowing);
  }

  /// Drawing keeps the FX thread busy, which is no fault of the window.
  public Path picture(Path file) {
    pauses.note();
    Path drawn = FxToolkit.picture(scene(), file);
    pauses.forget();
    return drawn;
  }

  @Override
  public void close() {
    pauses.close();
    FxToolkit.onFx(
        () -> {
          console.close();
          stage.hide();
          return null;
        });
    session.close();
  }
}
