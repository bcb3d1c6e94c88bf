package dev.cutover.ui.widget;

import dev.cutover.ui.fx.Texts;
import java.text.NumberFormat;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;

/// Columns of tables over immutable lines, with their titles out of the texts.
public final class Columns {
  private final Texts texts;

  public Columns(Texts texts) {
    this.texts = texts;
  }

  /// @param key of the title; also the column's id
  public <S> TableColumn<S, String> text(String key, double width, Function<S, String> value) {
    TableColumn<S, String> column = column(key, width);
    column.setCellValueFactory(line -> new ReadOnlyObjectWrapper<>(value.apply(line.getValue())));
    column.setCellFactory(_ -> new TextCell<>());
    return column;
  }

  /// What does not fit is told when it is pointed at.
  private static final class TextCell<S> extends TableCell<S, String> {
    private final Tooltip whole = new Tooltip();

    @Override
    protected void updateItem(String item, boolean empty) {
      super.updateItem(item, empty);
      boolean none = empty || item == null || item.isEmpty();
      setText(none ? null : item);
      whole.setText(none ? "" : item);
      setTooltip(none ? null : whole);
    }
  }

  /// A whole number, grouped and to the right; `-` for a negative one.
  public <S> TableColumn<S, Long> number(String key, double width, ToLongFunction<S> value) {
    TableColumn<S, Long> column = column(key, width);
    column.getStyleClass().add("number-column");
    column.setCellValueFactory(
        line -> new ReadOnlyObjectWrapper<>(value.applyAsLong(line.getValue())));
    NumberFormat format = NumberFormat.getIntegerInstance(texts.locale());
    column.setCellFactory(
        _ ->
            new TableCell<>() {
              @Override
              protected void updateItem(Long item, boolean empty) {
                super.updateItem(item, empty);
                setAlignment(Pos.CENTER_RIGHT);
                setText(empty || item == null ? null : item < 0 ? "-" : format.format(item));
              }
            });
    return column;
  }

  /// A state as a pill.
  ///
  /// @param prefix of the text keys of the states
  public <S> TableColumn<S, String> state(
      String key, double width, String prefix, Function<S, String> value) {
    TableColumn<S, String> column = text(key, width, value);
    column.setCellFactory(
        _ ->
            new TableCell<>() {
              private final StatePill pill = new StatePill();

              @Override
              protected void updateItem(String item, boolean empty) {
                super.updateItem(item, empty);
                if (empty || item == null) {
                  setGraphic(null);
                } else {
                  pill.show(item, texts.getOr(prefix + item, item));
                  setGraphic(pill);
                }
              }
            });
    return column;
  }

  private <S, T> TableColumn<S, T> column(String key, double width) {
    TableColumn<S, T> column = new TableColumn<>(texts.get(key));
    column.setId(key.replace('.', '-'));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    return column;
  }
}
