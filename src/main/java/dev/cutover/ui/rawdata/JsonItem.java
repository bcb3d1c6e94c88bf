package dev.cutover.ui.rawdata;

import dev.cutover.rawdata.JsonOutline;
import javafx.collections.ObservableList;
import javafx.scene.control.TreeItem;

/// A value of a document in the tree. What is below it is looked for when it is opened.
final class JsonItem extends TreeItem<JsonOutline.Node> {
  private final JsonOutline outline;
  private boolean looked;

  JsonItem(JsonOutline outline, JsonOutline.Node node) {
    super(node);
    this.outline = outline;
  }

  @Override
  public boolean isLeaf() {
    return !getValue().isExpandable();
  }

  @Override
  public ObservableList<TreeItem<JsonOutline.Node>> getChildren() {
    ObservableList<TreeItem<JsonOutline.Node>> children = super.getChildren();
    if (!looked) {
      looked = true;
      children.setAll(
          outline.children(getValue()).stream().map(node -> new JsonItem(outline, node)).toList());
    }
    return children;
  }
}
