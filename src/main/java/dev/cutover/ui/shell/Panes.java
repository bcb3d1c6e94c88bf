package dev.cutover.ui.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TreeTableView;
import javafx.scene.control.TreeView;

/// The large parts of the window, one after the other for whoever has no mouse: the names of the
/// screens, then the tables, lists and texts of the screen in front.
final class Panes {
  private Panes() {}

  /// Brings the focus to the part after the one that has it.
  ///
  /// @param first what comes before the parts of the screen
  /// @param step 1 forwards, -1 backwards
  static void go(Node first, Parent screen, int step) {
    List<Node> parts = new ArrayList<>(List.of(first));
    collect(screen, parts);
    Node owner = screen.getScene() == null ? null : screen.getScene().getFocusOwner();
    int now = 0;
    for (int i = 0; i < parts.size(); i++) {
      if (isInside(owner, parts.get(i))) {
        now = i;
      }
    }
    parts.get(Math.floorMod(now + step, parts.size())).requestFocus();
  }

  private static void collect(Node node, List<Node> parts) {
    if (!node.isVisible() || node.isDisabled()) {
      return;
    }
    boolean part =
        node instanceof TableView
            || node instanceof ListView
            || node instanceof TreeView
            || node instanceof TreeTableView
            || node instanceof TextInputControl;
    if (part) {
      parts.add(node);
      return;
    }
    if (node instanceof ScrollPane pane && pane.isFocusTraversable()) {
      parts.add(node);
    }
    if (node instanceof TabPane) {
      parts.add(node);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(each -> collect(each, parts));
    }
  }

  private static boolean isInside(@org.jspecify.annotations.Nullable Node node, Node part) {
    Node each = node;
    while (each != null && !each.equals(part)) {
      each = each.getParent();
    }
    return each != null;
  }
}
