package dev.cutover.ui.rawdata;

import dev.cutover.rawdata.JsonOutline;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TreeCell;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// A line of the tree: the name, how much is in it, and what its value is or begins with.
final class JsonCell extends TreeCell<JsonOutline.Node> {
  private static final int SHOWN = 160;

  private final Supplier<@Nullable JsonOutline> outline;
  private final Label name = new Label();
  private final Label size = new Label();
  private final Label value = new Label();
  private final HBox line = new HBox(8, name, size, value);

  /// @param outline the document that the nodes belong to
  JsonCell(Supplier<@Nullable JsonOutline> outline) {
    this.outline = outline;
    name.getStyleClass().add("member-name");
    size.getStyleClass().add("member-size");
    name.setMinWidth(Label.USE_PREF_SIZE);
    size.setMinWidth(Label.USE_PREF_SIZE);
    line.setAlignment(Pos.CENTER_LEFT);
  }

  @Override
  protected void updateItem(JsonOutline.@Nullable Node node, boolean empty) {
    super.updateItem(node, empty);
    JsonOutline document = outline.get();
    if (empty || node == null || document == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    name.setText(node.name());
    size.setText(
        switch (node.kind()) {
          case OBJECT -> "{" + node.count() + "}";
          case ARRAY -> "[" + node.count() + "]";
          case STRING, NUMBER, BOOLEAN, NULL, RANGE -> "";
        });
    size.setManaged(!size.getText().isEmpty());
    value.setText(document.preview(node, SHOWN));
    setAccessibleText(node.name() + " " + size.getText() + " " + value.getText());
    setGraphic(line);
  }
}
