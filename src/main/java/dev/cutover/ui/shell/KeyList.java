package dev.cutover.ui.shell;

import dev.cutover.ui.fx.Texts;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/// All keys with what they do, for the sheet and for the settings alike.
final class KeyList extends GridPane {
  private static final List<String> FIXED = List.of("enter", "escape", "space", "arrows", "filter");

  KeyList(Texts texts, List<Command> commands) {
    setHgap(24);
    setVgap(6);
    int row = 0;
    for (Command command : commands) {
      if (command.keys() != null) {
        add(row++, command.keys().getDisplayText(), command.title());
      }
    }
    for (String fixed : FIXED) {
      add(row++, texts.get("keys." + fixed), texts.get("keys." + fixed + ".does"));
    }
  }

  private void add(int row, String keys, String does) {
    Label label = new Label(keys);
    label.getStyleClass().add("keys");
    label.setMinWidth(Region.USE_PREF_SIZE);
    addRow(row, label, new Label(does));
  }
}
