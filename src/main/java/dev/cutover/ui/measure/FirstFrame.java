package dev.cutover.ui.measure;

import dev.cutover.ui.fx.Toolkit;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import javafx.animation.AnimationTimer;
import javafx.stage.Stage;

/// When a window was drawn for the first time, in milliseconds since the process began.
final class FirstFrame {
  private static final int SECOND_FRAME = 2;

  private FirstFrame() {}

  /// @param stage that was asked to show itself
  static CompletableFuture<Long> of(Stage stage) {
    CompletableFuture<Long> drawn = new CompletableFuture<>();
    new AnimationTimer() {
      private int frames;

      @Override
      public void handle(long now) {
        // The second begins when the first is drawn.
        if (stage.isShowing() && ++frames == SECOND_FRAME) {
          drawn.complete(sinceTheProcessBegan());
          stop();
        }
      }
    }.start();
    return drawn;
  }

  static long sinceTheProcessBegan() {
    return ManagementFactory.getRuntimeMXBean().getUptime();
  }

  /// To be called before the toolkit starts.
  static void drawWithoutADisplay() {
    if (!Toolkit.hasDisplay(System.getenv())) {
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
    }
  }
}
