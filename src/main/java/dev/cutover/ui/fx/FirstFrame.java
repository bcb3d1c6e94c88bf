package dev.cutover.ui.fx;

import java.util.concurrent.CompletableFuture;
import javafx.animation.AnimationTimer;
import javafx.stage.Stage;

/// When a window was drawn for the first time.
public final class FirstFrame {
  private static final int SECOND_FRAME = 2;

  private FirstFrame() {}

  /// @param stage that was asked to show itself
  /// @return by [System#nanoTime]
  public static CompletableFuture<Long> of(Stage stage) {
    CompletableFuture<Long> drawn = new CompletableFuture<>();
    new AnimationTimer() {
      private int frames;

      @Override
      public void handle(long now) {
        // The second begins when the first is drawn.
        if (stage.isShowing() && ++frames == SECOND_FRAME) {
          stop();
          drawn.complete(System.nanoTime());
        }
      }
    }.start();
    return drawn;
  }
}
