package dev.cutover.ui.shell;

import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.widget.Overlay;
import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// The command palette: type a few letters of what you want, Enter does it, Esc leaves.
final class Palette extends Overlay {
  private static final int ROWS = 9;
  private static final double ROW_HEIGHT = 34;

  private final TextField field = new TextField();
  private final ObservableList<Command> matches = FXCollections.observableArrayList();
  private final ListView<Command> list = new ListView<>(matches);
  private final List<Command> commands;
  private final Runnable close;

  Palette(Texts texts, List<Command> commands, Runnable close) {
    super("palette", 560, close);
    this.commands = commands;
    this.close = close;
    atTop();
    field.setPromptText(texts.get("palette.prompt"));
    field.setAccessibleText(texts.get("palette.prompt"));
    field.setId("palette-field");
    list.setId("palette-list");
    list.setAccessibleText(texts.get("palette.title"));
    list.setFixedCellSize(ROW_HEIGHT);
    list.setPrefHeight(ROWS * ROW_HEIGHT + 2);
    list.getStyleClass().add("roomy");
    list.setPlaceholder(new Label(texts.get("palette.none")));
    list.setCellFactory(_ -> new CommandCell());
    add(field, list);
    field.textProperty().addListener((_, _, text) -> find(text));
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    list.setOnMouseClicked(_ -> act());
    setOnMouseClicked(
        click -> {
          if (click.getTarget() == this) {
            close.run();
          }
        });
    find("");
  }

  @Override
  public void requestFocus() {
    field.requestFocus();
  }

  private void find(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    matches.setAll(
        commands.stream()
            .filter(each -> each.title().toLowerCase(Locale.ROOT).contains(wanted))
            .toList());
    list.getSelectionModel().selectFirst();
  }

  private void key(KeyEvent event) {
    int chosen = list.getSelectionModel().getSelectedIndex();
    if (event.getCode() == KeyCode.ENTER) {
      act();
    } else if (event.getCode() == KeyCode.DOWN && chosen < matches.size() - 1) {
      choose(chosen + 1);
    } else if (event.getCode() == KeyCode.UP && chosen > 0) {
      choose(chosen - 1);
    } else {
      return;
    }
    event.consume();
  }

  private void choose(int row) {
    list.getSelectionModel().select(row);
    list.scrollTo(row);
  }

  private void act() {
    Command command = list.getSelectionModel().getSelectedItem();
    if (command != null) {
      close.run();
      command.act().run();
    }
  }

  private static final class CommandCell extends ListCell<Command> {
    private final Label title = new Label();
    private final Label keys = new Label();
    private final HBox row = new HBox(title, keys);

    CommandCell() {
      row.setAlignment(Pos.CENTER_LEFT);
      title.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(title, Priority.ALWAYS);
      keys.getStyleClass().add("keys");
    }

    @Override
    protected void updateItem(Command item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setGraphic(null);
      } else {
        title.setText(item.title());
        keys.setText(item.keys() == null ? "" : item.keys().getDisplayText());
        setGraphic(row);
      }
    }
  }
}
