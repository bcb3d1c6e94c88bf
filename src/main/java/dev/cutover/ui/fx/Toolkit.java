package dev.cutover.ui.fx;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// Starts JavaFX, once in a process.
public final class Toolkit {
  /// JavaFX is there once in a process; so is its beginning.
  private static final AtomicReference<@Nullable CompletableFuture<Void>> BEGUN =
      new AtomicReference<>();

  private Toolkit() {}

  /// Begins to start the toolkit beside what the caller does meanwhile, so that the first frame
  /// does not wait for both. Nothing is shown; what fails is told by [#start].
  ///
  /// @param beforehand run on the FX thread first, to load what the first window will need
  public static void begin(Runnable beforehand) {
    CompletableFuture<Void> _ = beginning(beforehand);
  }

  private static CompletableFuture<Void> beginning(Runnable beforehand) {
    CompletableFuture<Void> running = new CompletableFuture<>();
    CompletableFuture<Void> before = BEGUN.compareAndExchange(null, running);
    if (before != null) {
      return before;
    }
    Thread.ofPlatform()
        .daemon()
        .name("toolkit-start")
        .start(
            () -> {
              try {
                Platform.setImplicitExit(false);
                Platform.startup(beforehand);
                running.complete(null);
              } catch (RuntimeException | Error e) {
                running.completeExceptionally(e);
              }
            });
    return running;
  }

  /// Runs `first` on the FX thread of the toolkit, started here if it was not begun. The caller
  /// decides when the program ends.
  ///
  /// @throws CompletionException when no window system answers
  public static void start(Runnable first) {
    beginning(() -> {}).join();
    Platform.runLater(first);
  }

  public static void stop() {
    Platform.exit();
  }

  /// Whether a window can be shown here, as far as can be known without trying.
  ///
  /// @param environment of the process
  public static boolean hasDisplay(Map<String, String> environment) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return "Headless".equals(System.getProperty("glass.platform"))
        || system.contains("windows")
        || system.contains("mac")
        || !environment.getOrDefault("DISPLAY", "").isBlank()
        || !environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank();
  }
}
