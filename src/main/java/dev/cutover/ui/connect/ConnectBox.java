package dev.cutover.ui.connect;

import dev.cutover.ui.fx.Views;
import dev.cutover.ui.widget.Overlay;
import java.util.function.Function;
import javafx.scene.Node;

/// The connection profiles over whatever is shown: the frame, or the page that says why there is
/// none.
public final class ConnectBox extends Overlay {
  private final ConnectController controller;

  public ConnectBox(ConnectViewModel viewModel, Views views, Runnable close) {
    super("connect-box", 900, close);
    title(views.texts().get("connect.title"));
    controller = new ConnectController(viewModel, views, this::ask, close);
    add(controller.root());
  }

  private void ask(Function<Runnable, Node> make) {
    Node[] question = new Node[1];
    question[0] =
        make.apply(
            () -> {
              getChildren().remove(question[0]);
              controller.requestFocus();
            });
    getChildren().add(question[0]);
    question[0].requestFocus();
  }

  @Override
  public void requestFocus() {
    controller.requestFocus();
  }
}
