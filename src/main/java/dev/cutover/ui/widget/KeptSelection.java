package dev.cutover.ui.widget;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.ListView;
import javafx.scene.control.MultipleSelectionModel;
import javafx.scene.control.TableView;

/// Rows that are read again and again, with the selection staying on what the user chose.
///
/// The toolkit drops the selection of a row that is replaced by its newer reading: a table of a
/// live run would let go of the row under the user's hand every few seconds.
public final class KeptSelection<T> {
  private final ObservableList<T> items;
  private final MultipleSelectionModel<T> selection;
  private final Function<? super T, ?> key;
  private Set<?> chosen = Set.of();
  private boolean changing;

  private KeptSelection(
      ObservableList<T> items, MultipleSelectionModel<T> selection, Function<? super T, ?> key) {
    this.items = items;
    this.selection = selection;
    this.key = key;
  }

  /// Shows the items in the table.
  ///
  /// @param key what makes two readings the same row
  public static <T> void show(
      TableView<T> table, ObservableList<T> items, Function<? super T, ?> key) {
    new KeptSelection<T>(items, table.getSelectionModel(), key).around(() -> table.setItems(items));
  }

  /// The same in a list.
  public static <T> void show(
      ListView<T> list, ObservableList<T> items, Function<? super T, ?> key) {
    new KeptSelection<T>(items, list.getSelectionModel(), key).around(() -> list.setItems(items));
  }

  /// Listeners are told in the order of their coming: the first marks the change, then the control
  /// drops the selection, the last gives it back. What is chosen is noted while nothing changes:
  /// during a change the selection's places no longer belong to the rows.
  private void around(Runnable setItems) {
    selection.getSelectedItems().addListener((ListChangeListener<T>) _ -> noteUnlessChanging());
    items.addListener((ListChangeListener<T>) _ -> changing = true);
    setItems.run();
    items.addListener(
        (ListChangeListener<T>)
            _ -> {
              try {
                chooseAgain();
              } finally {
                changing = false;
              }
            });
  }

  private void noteUnlessChanging() {
    if (!changing) {
      chosen = keys(selection.getSelectedItems());
    }
  }

  private void chooseAgain() {
    if (!chosen.equals(keys(selection.getSelectedItems()))) {
      int[] places =
          IntStream.range(0, items.size())
              .filter(place -> chosen.contains(key.apply(items.get(place))))
              .toArray();
      selection.clearSelection();
      for (int place : places) {
        selection.select(place);
      }
    }
  }

  private Set<?> keys(List<T> rows) {
    return rows.stream().filter(Objects::nonNull).<Object>map(key).collect(Collectors.toSet());
  }
}
