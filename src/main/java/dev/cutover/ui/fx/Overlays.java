package dev.cutover.ui.fx;

import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// One thing at a time over the whole window: questions, the palette, sheets. What had the focus
/// before has it again after.
public final class Overlays {
  private @Nullable StackPane layers;
  private @Nullable Node open;
  private @Nullable Node focusBefore;

  /// The window's outermost pane; to be named before the first [#show].
  public void over(StackPane window) {
    layers = window;
  }

  /// @param make gets what takes the overlay away again
  public void show(Function<Runnable, Node> make) {
    close();
    StackPane window = layers;
    if (window == null) {
      throw new IllegalStateException("no window yet");
    }
    focusBefore = window.getScene() == null ? null : window.getScene().getFocusOwner();
    Node node = make.apply(this::close);
    open = node;
    window.getChildren().add(node);
    node.requestFocus();
  }

  public void close() {
    StackPane window = layers;
    Node node = open;
    if (window == null || node == null) {
      return;
    }
    window.getChildren().remove(node);
    open = null;
    Node before = focusBefore;
    if (before != null) {
      before.requestFocus();
    }
  }

  public boolean isOpen() {
    return open != null;
  }
}
