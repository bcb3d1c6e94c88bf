package dev.cutover.boot;

import dev.cutover.ui.fx.Toolkit;
import dev.cutover.ui.shell.StartWindow;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// The window while the program still reads its arguments and settings: the toolkit starts beside
/// that, so that the first frame waits for nothing but the toolkit.
public final class OpeningWindow {
  private final CompletableFuture<StartWindow> shown = new CompletableFuture<>();

  /// Begins to show the window where there is a display. What fails is told by [#shown].
  ///
  /// @param environment of the process
  public void begin(Map<String, String> environment) {
    if (Toolkit.hasDisplay(environment)) {
      Toolkit.begin(
          () -> {
            try {
              shown.complete(StartWindow.show());
            } catch (RuntimeException | Error e) {
              shown.completeExceptionally(e);
            }
          });
    }
  }

  /// The window, shown now if it was not begun. On the FX thread.
  StartWindow shown() {
    if (!shown.isDone()) {
      shown.complete(StartWindow.show());
    }
    return shown.join();
  }
}
