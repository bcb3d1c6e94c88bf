package dev.cutover.ui.measure;

import dev.cutover.ui.fx.FirstFrame;
import dev.cutover.ui.fx.Theme;
import dev.cutover.ui.fx.Toolkit;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Stage;

/// A program that shows an empty window with the theme of the console, says when it was drawn
/// (`first-frame 900`, milliseconds since the process began), and ends: what no window can beat.
public final class EmptyWindow {
  private EmptyWindow() {}

  public static void main(String[] arguments) {
    CompletableFuture<CompletableFuture<Long>> shown = new CompletableFuture<>();
    Toolkit.start(() -> shown.complete(FirstFrame.of(show())));
    long drawn = ProcessTime.at(shown.join().join());
    try (PrintStream out =
        new PrintStream(
            new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII)) {
      out.println("first-frame " + drawn);
    }
    Toolkit.stop();
  }

  private static Stage show() {
    Stage stage = new Stage();
    Scene scene = new Scene(new Region(), 1280, 860);
    Theme.ofSystem().dress(scene);
    stage.setScene(scene);
    stage.show();
    return stage;
  }
}
