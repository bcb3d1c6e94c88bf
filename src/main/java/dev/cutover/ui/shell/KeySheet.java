package dev.cutover.ui.shell;

import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.Overlay;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/// All keys on one sheet.
final class KeySheet extends Overlay {
  private final Button done;

  KeySheet(Texts texts, List<Command> commands, Runnable close) {
    super("key-sheet", 640, close);
    GridPane grid = new GridPane(24, 6);
    int row = 0;
    for (Command command : commands) {
      if (command.keys() != null) {
        Label keys = new Label(command.keys().getDisplayText());
        keys.getStyleClass().add("keys");
        keys.setMinWidth(Region.USE_PREF_SIZE);
        grid.addRow(row++, keys, new Label(command.title()));
      }
    }
    for (String fixed : List.of("enter", "escape", "space", "arrows", "filter")) {
      Label keys = new Label(texts.get("keys." + fixed));
      keys.getStyleClass().add("keys");
      grid.addRow(row++, keys, new Label(texts.get("keys." + fixed + ".does")));
    }
    title(texts.get("keys.title"));
    done = new Button(texts.get("dialog.close"));
    done.setOnAction(_ -> close.run());
    add(grid, done);
  }

  @Override
  public void requestFocus() {
    done.requestFocus();
  }
}
