package dev.cutover.ui.widget;

import dev.cutover.ui.fx.Texts;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Asks before something is done: what it would do, with numbers; the command that does the same;
/// the verb itself on the button. In the window, over the screen, so that nothing behind it moves.
public final class Question extends Overlay {
  private final Button no;
  private final @Nullable TextField reason;

  /// What is asked.
  ///
  /// @param verb on the button that does it
  /// @param danger whether the button is drawn as one that destroys
  /// @param possible false when there is nothing to do; the button is disabled then
  /// @param askReason whether a reason is asked for
  /// @param command that does the same, null when there is none
  public record Asked(
      String title,
      String text,
      String verb,
      boolean danger,
      boolean possible,
      boolean askReason,
      @Nullable String command) {}

  /// @param yes gets the reason, empty when none was given
  /// @param close takes the question away
  public Question(Texts texts, Asked asked, Consumer<String> yes, Runnable close) {
    super("question", 560, close);
    title(asked.title());
    Label text = new Label(asked.text());
    text.setId("question-text");
    text.setWrapText(true);
    add(text);
    reason = asked.askReason() ? new TextField() : null;
    if (reason != null) {
      reason.setId("question-reason");
      reason.setAccessibleText(texts.get("question.reason"));
      Label wanted = new Label(texts.get("question.reason"));
      wanted.setLabelFor(reason);
      add(new VBox(4, wanted, reason));
    }
    if (asked.command() != null) {
      add(command(texts, asked.command()));
    }
    Button does = new Button(asked.verb());
    does.setId("question-yes");
    does.getStyleClass().add(asked.danger() ? "danger" : "accent");
    does.setDisable(!asked.possible());
    does.setOnAction(
        _ -> {
          close.run();
          yes.accept(reason == null ? "" : reason.getText().strip());
        });
    no = new Button(texts.get("dialog.cancel"));
    no.setId("question-no");
    no.setOnAction(_ -> close.run());
    add(new HBox(8, does, no));
  }

  private static Node command(Texts texts, String line) {
    Label label = new Label(line);
    label.getStyleClass().add("command-line");
    label.setWrapText(true);
    Button copy = new Button(texts.get("question.copy-command"));
    copy.getStyleClass().add("flat");
    copy.setMinWidth(Region.USE_PREF_SIZE);
    copy.setOnAction(
        _ -> {
          ClipboardContent content = new ClipboardContent();
          content.putString(line);
          Clipboard.getSystemClipboard().setContent(content);
        });
    return new HBox(8, label, copy);
  }

  /// The cautious answer has the focus, or the field that has to be filled.
  @Override
  public void requestFocus() {
    if (reason != null) {
      reason.requestFocus();
    } else {
      no.requestFocus();
    }
  }
}
