package dev.cutover.ui.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;

/// Listeners of one screen on values that live longer than it, taken off together.
public final class Subscriptions implements AutoCloseable {
  private final List<Runnable> undo = new ArrayList<>();

  /// Calls `listener` with the value now and after each change.
  public <T> void follow(ObservableValue<T> value, Consumer<? super T> listener) {
    ChangeListener<T> each = (_, _, now) -> listener.accept(now);
    value.addListener(each);
    undo.add(() -> value.removeListener(each));
    listener.accept(value.getValue());
  }

  @Override
  public void close() {
    undo.reversed().forEach(Runnable::run);
    undo.clear();
  }
}
