package dev.cutover.ui.shell;

import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.Overlay;
import java.util.List;
import javafx.scene.control.Button;

/// All keys on one sheet.
final class KeySheet extends Overlay {
  private final Button done;

  KeySheet(Texts texts, List<Command> commands, Runnable close) {
    super("key-sheet", 640, close);
    title(texts.get("keys.title"));
    done = new Button(texts.get("dialog.close"));
    done.setOnAction(_ -> close.run());
    add(new KeyList(texts, commands), done);
  }

  @Override
  public void requestFocus() {
    done.requestFocus();
  }
}
