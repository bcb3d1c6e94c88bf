package dev.cutover.ui.widget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.FxToolkit;
import dev.cutover.ui.fx.Merge;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;

class KeptSelectionTest {
  private record Row(int id, String text) {}

  private final ObservableList<Row> rows =
      FXCollections.observableArrayList(new Row(1, "a"), new Row(2, "b"), new Row(3, "c"));

  @Test
  void aRowThatIsReadAgainOrMovedStaysSelected() {
    onFx(
        () -> {
          TableView<Row> table = shown();
          table.getSelectionModel().selectIndices(0, 2);

          read(new Row(9, "new"), new Row(3, "later"), new Row(1, "a"), new Row(2, "b"));

          assertThat(selected(table)).containsExactlyInAnyOrder(1, 3);
        });
  }

  @Test
  void whatTheUserLetGoOfIsNotSelectedAgain() {
    onFx(
        () -> {
          TableView<Row> table = shown();
          table.getSelectionModel().select(1);
          table.getSelectionModel().clearSelection();

          read(new Row(1, "a"), new Row(2, "later"), new Row(3, "c"));

          assertThat(selected(table)).isEmpty();
        });
  }

  /// The selection's places point behind the end of the shorter list while the change is told.
  @Test
  void aListThatGetsShorterKeepsWhatIsLeft() {
    onFx(
        () -> {
          TableView<Row> table = shown();
          table.getSelectionModel().selectIndices(1, 2);

          rows.setAll(List.of(new Row(3, "c")));
          assertThat(selected(table)).containsExactly(3);

          rows.setAll(List.of());
          assertThat(selected(table)).isEmpty();
        });
  }

  private static void onFx(Runnable work) {
    FxToolkit.start();
    FxToolkit.onFx(
        () -> {
          work.run();
          return true;
        });
  }

  private TableView<Row> shown() {
    TableView<Row> table = new TableView<>();
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    KeptSelection.show(table, rows, Row::id);
    return table;
  }

  private void read(Row... newer) {
    Merge.into(rows, List.of(newer), Row::id);
  }

  private static List<Integer> selected(TableView<Row> table) {
    return table.getSelectionModel().getSelectedItems().stream().map(Row::id).toList();
  }
}
