package dev.cutover.ui.cutover;

import dev.cutover.cutover.StepName;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.StatePill;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A step in the list: state, name, time. Over the last one the point of no return is drawn.
final class StepCell extends ListCell<StepRow> {
  private final Texts texts;
  private final StatePill pill = new StatePill();
  private final Label title = new Label();
  private final Label time = new Label();
  private final Label noReturn = new Label();
  private final VBox lines;

  /// @param line what the line over the last step says
  StepCell(Texts texts, ObservableValue<String> line) {
    this.texts = texts;
    HBox.setHgrow(title, Priority.ALWAYS);
    title.setMaxWidth(Double.MAX_VALUE);
    time.setMinWidth(Region.USE_PREF_SIZE);
    time.getStyleClass().addAll("muted", "figures");
    noReturn.textProperty().bind(line);
    noReturn.setWrapText(true);
    noReturn.setMinHeight(Region.USE_PREF_SIZE);
    noReturn.setMaxWidth(Double.MAX_VALUE);
    noReturn.getStyleClass().add("no-return");
    HBox row = new HBox(10, pill, title, time);
    row.setAlignment(Pos.CENTER_LEFT);
    lines = new VBox(6, noReturn, row);
    pill.setPrefWidth(112);
    setPrefWidth(0);
    getStyleClass().add("step-cell");
  }

  @Override
  protected void updateItem(@Nullable StepRow row, boolean empty) {
    super.updateItem(row, empty);
    if (empty || row == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    String state = texts.get("cutover.step-state." + row.state());
    pill.show(row.state(), state);
    title.setText(row.title());
    time.setText(row.time());
    boolean last = row.name() == StepName.COMMIT;
    noReturn.setVisible(last);
    noReturn.setManaged(last);
    setGraphic(lines);
    setAccessibleText(
        row.title() + ": " + state + " " + row.time() + (last ? " " + noReturn.getText() : ""));
  }
}
