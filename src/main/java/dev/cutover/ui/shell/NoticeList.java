package dev.cutover.ui.shell;

import dev.cutover.ui.fx.Activities;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Times;
import dev.cutover.ui.widget.Overlay;
import dev.cutover.ui.widget.StatePill;
import java.util.Locale;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The last hundred notices, newest first.
final class NoticeList extends Overlay {
  private final Button done;

  NoticeList(Texts texts, Times times, ObservableList<Activities.Notice> notices, Runnable close) {
    super("notices", 720, close);
    ListView<Activities.Notice> list = new ListView<>(notices);
    list.setAccessibleText(texts.get("notices.title"));
    list.getStyleClass().add("roomy");
    list.setPlaceholder(new Label(texts.get("notices.none")));
    list.setCellFactory(_ -> new NoticeCell(texts, times));
    list.setPrefHeight(420);
    title(texts.get("notices.title"));
    done = new Button(texts.get("dialog.close"));
    done.setOnAction(_ -> close.run());
    add(list, done);
  }

  @Override
  public void requestFocus() {
    done.requestFocus();
  }

  private static final class NoticeCell extends ListCell<Activities.Notice> {
    private final StatePill pill = new StatePill();
    private final Label title = new Label();
    private final Label text = new Label();
    private final HBox row;
    private final Texts texts;
    private final Times times;

    NoticeCell(Texts texts, Times times) {
      this.texts = texts;
      this.times = times;
      title.getStyleClass().add("strong");
      text.setWrapText(true);
      VBox words = new VBox(2, title, text);
      HBox.setHgrow(words, Priority.ALWAYS);
      row = new HBox(12, pill, words);
      row.setAlignment(Pos.TOP_LEFT);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(Activities.Notice item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setGraphic(null);
        return;
      }
      String kind =
          switch (item.kind()) {
            case DONE -> "done";
            case FAILED -> "failed";
            case WARNING -> "warn";
          };
      pill.show(kind, texts.get("notice." + kind.toLowerCase(Locale.ROOT)));
      title.setText(times.time(item.at()) + "  " + item.title());
      text.setText(item.text());
      text.setManaged(!item.text().isEmpty());
      setGraphic(row);
    }
  }
}
