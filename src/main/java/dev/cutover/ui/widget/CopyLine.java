package dev.cutover.ui.widget;

import dev.cutover.ui.fx.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// A command that can be copied.
public final class CopyLine {
  private static final Pattern COMMAND = Pattern.compile("`([^`]+)`");

  private CopyLine() {}

  public static Node of(Texts texts, String line) {
    Label label = new Label(line);
    label.getStyleClass().add("command-line");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(label, Priority.SOMETIMES);
    Button copy = new Button(texts.get("question.copy-command"));
    copy.getStyleClass().add("flat");
    copy.setMinWidth(Region.USE_PREF_SIZE);
    copy.setAccessibleText(texts.get("cutover.copy.this", line));
    copy.setOnAction(_ -> copy(line));
    HBox row = new HBox(8, label, copy);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  public static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  /// The commands that a remedy names between backquotes.
  public static List<String> commands(String remedy) {
    List<String> found = new ArrayList<>();
    Matcher each = COMMAND.matcher(remedy);
    while (each.find()) {
      found.add(each.group(1));
    }
    return found;
  }
}
