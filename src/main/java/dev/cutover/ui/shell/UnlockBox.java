package dev.cutover.ui.shell;

import dev.cutover.ui.Access;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.Overlay;
import java.util.function.Predicate;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;

/// Asks for the environment's name before the window may change anything.
final class UnlockBox extends Overlay {
  private final TextField field = new TextField();

  /// @param unlock told what was typed; true when it was the name
  UnlockBox(Texts texts, String name, Predicate<String> unlock, Runnable close) {
    super("unlock-box", 480, close);
    title(texts.get("unlock.title", name));
    Label text = new Label(texts.get("unlock.text", Access.UNLOCKED_FOR.toMinutes(), name));
    text.setWrapText(true);
    Label wrong = new Label();
    wrong.setId("unlock-wrong");
    wrong.getStyleClass().add("problem");
    field.setId("unlock-field");
    field.setAccessibleText(texts.get("unlock.field"));
    field.setPromptText(name);
    Button yes = new Button(texts.get("unlock.do"));
    yes.setId("unlock-do");
    yes.setDefaultButton(true);
    yes.setOnAction(
        _ -> {
          if (unlock.test(field.getText())) {
            close.run();
          } else {
            wrong.setText(texts.get("unlock.wrong", name));
            field.requestFocus();
          }
        });
    Button no = new Button(texts.get("dialog.cancel"));
    no.setOnAction(_ -> close.run());
    add(text, field, wrong, new HBox(8, yes, no));
  }

  @Override
  public void requestFocus() {
    field.requestFocus();
  }
}
