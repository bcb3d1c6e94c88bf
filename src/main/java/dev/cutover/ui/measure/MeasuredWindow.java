package dev.cutover.ui.measure;

import dev.cutover.ui.Connections;
import dev.cutover.ui.Connector;
import dev.cutover.ui.fx.FxThread;
import dev.cutover.ui.fx.Toolkit;
import dev.cutover.ui.shell.Console;
import dev.cutover.ui.shell.Screen;
import dev.cutover.ui.shell.StartWindow;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;

/// The whole console under observation, shown where there is a display and drawn without one
/// otherwise. Once in a process, since the toolkit starts once.
public final class MeasuredWindow implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Console console;
  private final CompletableFuture<Long> firstFrame;
  private final FxPauses pauses;

  private MeasuredWindow(Console console, CompletableFuture<Long> firstFrame) {
    this.console = console;
    this.firstFrame = firstFrame;
    this.pauses = FxPauses.watch(FxThread.ofToolkit());
  }

  /// @param window asked for when the toolkit runs, as is `settings`
  public static MeasuredWindow open(
      Supplier<StartWindow> window,
      Supplier<Console.Settings> settings,
      Connector connector,
      Connections connections) {
    drawWithoutADisplay();
    CompletableFuture<MeasuredWindow> opened = new CompletableFuture<>();
    Toolkit.start(
        () -> {
          try {
            StartWindow shown = window.get();
            Console console =
                new Console(
                    settings.get(), connector, connections, () -> {}, shown.stage().getScene());
            shown.whenDrawn(console::open);
            opened.complete(new MeasuredWindow(console, shown.firstFrame()));
          } catch (RuntimeException e) {
            opened.completeExceptionally(e);
          }
        });
    return opened.join();
  }

  private static void drawWithoutADisplay() {
    if (!Toolkit.hasDisplay(System.getenv())) {
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
    }
  }

  /// When it was drawn for the first time, in milliseconds since the process began.
  public long firstFrame() {
    return ProcessTime.at(firstFrame.join());
  }

  /// Returns when the screen in front shows its data.
  ///
  /// @return milliseconds since the process began
  public long awaitData() {
    await(
        "the data of a screen",
        () ->
            console.isOpen()
                && console.scene().getRoot().lookupAll(".loading").stream()
                    .noneMatch(MeasuredWindow::isSeen));
    return ProcessTime.now();
  }

  /// A band of a tab that is not in front waits for data that nobody reads.
  private static boolean isSeen(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return true;
  }

  /// Brings a screen to the front, by its word, and returns when its data are there.
  public void show(String screen) {
    await(
        "the button of " + screen,
        () -> {
          if (console.scene().lookup("#screen-" + screen) instanceof ButtonBase button) {
            button.fire();
            return true;
          }
          return false;
        });
    awaitData();
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
}
