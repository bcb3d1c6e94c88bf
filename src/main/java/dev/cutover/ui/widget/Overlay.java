package dev.cutover.ui.widget;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
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
    setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            close.run();
            event.consume();
          }
        });
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
