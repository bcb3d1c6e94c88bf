package dev.cutover.ui.shell;

import dev.cutover.ui.fx.FirstFrame;
import dev.cutover.ui.fx.FxThread;
import dev.cutover.ui.fx.Theme;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Scene;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.stage.Stage;

/// The window before the program knows what to open: its name and nothing else, so that it is there
/// while arguments and settings are still being read.
///
/// @param firstFrame when it was drawn, by [System#nanoTime]
public record StartWindow(Stage stage, CompletableFuture<Long> firstFrame) {
  static final double WIDTH = 1280;
  static final double HEIGHT = 860;
  static final String PAGE = "start-window";
  private static final String NAME = "Cutover Console";

  /// On the FX thread.
  public static StartWindow show() {
    Text name = new Text(NAME);
    name.getStyleClass().addAll("text", "title-2");
    VBox page = new VBox(name);
    page.getStyleClass().addAll("start-page", PAGE);
    Scene scene = new Scene(page, WIDTH, HEIGHT);
    Theme.ofSystem().dress(scene);
    Stage stage = new Stage();
    stage.setTitle(NAME);
    stage.setScene(scene);
    stage.show();
    return new StartWindow(stage, FirstFrame.of(stage));
  }

  /// Runs something on the FX thread when the window can be seen: what comes next takes longer than
  /// a frame, and nobody should wait for it before a window.
  public void whenDrawn(Runnable next) {
    CompletableFuture<Void> _ = firstFrame.thenRun(() -> FxThread.ofToolkit().run(next));
  }
}
