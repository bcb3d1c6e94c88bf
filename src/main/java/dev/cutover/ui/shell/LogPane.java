package dev.cutover.ui.shell;

import dev.cutover.monitor.LogTail;
import dev.cutover.ui.fx.FxPoller;
import dev.cutover.ui.fx.ScreenContext;
import dev.cutover.ui.fx.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/// The program's log at the foot of the window, read while it is open; by level and by any word of
/// a line, such as a component or `run 12`.
final class LogPane {
  private static final int KEPT = 2_000;
  private static final List<String> LEVELS = List.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE");

  private final ObservableList<LogTail.Line> lines = FXCollections.observableArrayList();
  private final FilteredList<LogTail.Line> shown = new FilteredList<>(lines);
  private final FxPoller<List<LogTail.Line>> poller;
  private final ScreenContext context;
  private final ListView<LogTail.Line> list;
  private final ComboBox<String> level;
  private final TextField filter;
  private final BooleanSupplier follows;
  private volatile long last;

  /// @param follows whether the newest line is to be in sight
  LogPane(
      ListView<LogTail.Line> list,
      ComboBox<String> level,
      TextField filter,
      BooleanSupplier follows,
      LogTail tail,
      ScreenContext context) {
    this.list = list;
    this.level = level;
    this.filter = filter;
    this.follows = follows;
    this.context = context;
    Texts texts = context.texts();
    list.setItems(shown);
    list.setPlaceholder(new Label(texts.get("log.empty")));
    list.setCellFactory(_ -> new LineCell());
    level.getItems().add(texts.get("log.level.all"));
    level.getItems().addAll("ERROR", "WARN", "INFO");
    level.getSelectionModel().selectFirst();
    level.valueProperty().addListener((_, _, _) -> sift());
    filter.textProperty().addListener((_, _, _) -> sift());
    context.times().utcProperty().addListener((_, _, _) -> list.refresh());
    this.poller = context.poller(Duration.ofMillis(500), () -> tail.after(last), this::add);
  }

  private void sift() {
    int least = LEVELS.indexOf(String.valueOf(level.getValue()));
    String word = filter.getText().strip().toLowerCase(Locale.ROOT);
    shown.setPredicate(
        line ->
            (least < 0 || LEVELS.indexOf(line.level()) <= least)
                && (word.isEmpty() || words(line).toLowerCase(Locale.ROOT).contains(word)));
    follow();
  }

  private String words(LogTail.Line line) {
    return "%s %-5s %s  %s"
        .formatted(context.times().time(line.at()), line.level(), line.component(), line.text());
  }

  private void add(List<LogTail.Line> fresh) {
    lines.addAll(fresh);
    if (lines.size() > KEPT) {
      lines.remove(0, lines.size() - KEPT);
    }
    if (!fresh.isEmpty()) {
      last = fresh.getLast().number();
      follow();
    }
  }

  private void follow() {
    if (follows.getAsBoolean()) {
      list.scrollTo(shown.size() - 1);
    }
  }

  void setOpen(boolean open) {
    if (open) {
      poller.start();
    } else {
      poller.stop();
    }
  }

  private final class LineCell extends ListCell<LogTail.Line> {
    @Override
    protected void updateItem(LogTail.@Nullable Line line, boolean empty) {
      super.updateItem(line, empty);
      setText(empty || line == null ? null : words(line));
    }
  }
}
