package dev.cutover.ui.widget;

import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// A field for a password. It can be read while its button is held, and not a moment longer.
public final class RevealField extends HBox {
  private final PasswordField hidden = new PasswordField();

  public RevealField() {
    super(8);
    TextField shown = new TextField();
    shown.textProperty().bind(hidden.textProperty());
    shown.setEditable(false);
    shown.setFocusTraversable(false);
    Button hold = new Button();
    hold.textProperty().bind(accessibleHelpProperty());
    hold.disableProperty().bind(hidden.disableProperty());
    hold.setMinWidth(Region.USE_PREF_SIZE);
    shown.visibleProperty().bind(hold.armedProperty());
    hidden.visibleProperty().bind(hold.armedProperty().not());
    hidden.accessibleTextProperty().bind(accessibleTextProperty());
    StackPane field = new StackPane(hidden, shown);
    HBox.setHgrow(field, Priority.ALWAYS);
    getChildren().addAll(field, hold);
    hidden.getStyleClass().add("reveal-hidden");
    shown.getStyleClass().add("reveal-shown");
  }

  public StringProperty textProperty() {
    return hidden.textProperty();
  }

  public StringProperty promptTextProperty() {
    return hidden.promptTextProperty();
  }

  @Override
  public void requestFocus() {
    hidden.requestFocus();
  }
}
