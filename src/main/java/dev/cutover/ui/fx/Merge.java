package dev.cutover.ui.fx;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javafx.collections.ObservableList;

/// Brings a list on the screen up to date without making it anew: what is still there keeps its
/// place in the selection and under the eye.
public final class Merge {
  private Merge() {}

  /// Makes `shown` equal to `wanted`, item by item.
  ///
  /// @param key what makes two items the same thing at different times
  public static <T> void into(
      ObservableList<T> shown, List<? extends T> wanted, Function<? super T, ?> key) {
    Set<Object> kept = new HashSet<>();
    wanted.forEach(each -> kept.add(key.apply(each)));
    shown.removeIf(each -> !kept.contains(key.apply(each)));
    for (int place = 0; place < wanted.size(); place++) {
      T item = wanted.get(place);
      Object id = key.apply(item);
      if (place < shown.size() && key.apply(shown.get(place)).equals(id)) {
        replace(shown, place, item);
      } else {
        int now = find(shown, place, id, key);
        if (now >= 0) {
          shown.remove(now);
        }
        shown.add(place, item);
      }
    }
  }

  private static <T> void replace(ObservableList<T> shown, int place, T item) {
    if (!shown.get(place).equals(item)) {
      shown.set(place, item);
    }
  }

  private static <T> int find(
      ObservableList<T> shown, int from, Object id, Function<? super T, ?> key) {
    for (int place = from; place < shown.size(); place++) {
      if (key.apply(shown.get(place)).equals(id)) {
        return place;
      }
    }
    return -1;
  }
}
