package dev.cutover.ui.widget;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// A box over the whole window that darkens what is behind it. Esc takes it away.
public abstract class Overlay extends StackPane {
  private final VBox box = new VBox(12);

  /// @param width of the box at the most
  /// @param close takes the overlay away
  // The methods called here are the toolkit's own, which no overlay overrides.
  @SuppressWarnings("this-escape")
  protected Overlay(String id, double width, Runnable close) {
    setId(id);
    getStyleClass().add("overlay");
    box.getStyleClass().add("overlay-box");
    box.setMaxSize(width, Region.USE_PREF_SIZE);
    getChildren().add(box);
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE && isSwallowed(event)) {
            close.run();
            event.consume();
          }
        });
    setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            close.run();
            event.consume();
          }
        });
  }

  /// Lists and tables keep Esc for themselves, to end an editing that there is none of here.
  private boolean isSwallowed(KeyEvent event) {
    boolean list =
        event.getTarget() instanceof ListView
            || event.getTarget() instanceof TableView
            || event.getTarget() instanceof TreeView;
    Node each = list ? (Node) event.getTarget() : null;
    while (each != null && !(each instanceof Overlay)) {
      each = each.getParent();
    }
    return equals(each);
  }

  protected final void add(Node... nodes) {
    box.getChildren().addAll(nodes);
  }

  /// A heading as the next line of the box.
  protected final void title(String text) {
    Label title = new Label(text);
    title.getStyleClass().add("title-3");
    title.setWrapText(true);
    title.setId(getId() + "-title");
    add(title);
  }

  protected final void atTop() {
    setAlignment(Pos.TOP_CENTER);
  }
}
