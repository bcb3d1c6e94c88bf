package dev.cutover.ui.rawdata;

import dev.cutover.job.Progress;
import dev.cutover.ui.fx.ScreenContext;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The search that is under way: how far it is, and the wish to end it. A newer one takes the place
/// of an older one, which is then heard no more. All methods belong to the FX thread.
final class Searching {
  private final ScreenContext context;
  private final ReadOnlyBooleanProperty busy;
  private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
  private int begun;
  private Watch watch = new Watch(0);

  /// @param busy true while the answer is awaited
  Searching(ScreenContext context, ReadOnlyBooleanProperty busy) {
    this.context = context;
    this.busy = busy;
    busy.addListener((_, _, is) -> awaited(is));
  }

  private void awaited(boolean is) {
    if (!is) {
      words.set("");
      // The same question may be asked once more.
      watch.stopped = false;
    }
  }

  /// Belongs to the thread that searches.
  private final class Watch implements Progress {
    private final int number;
    private volatile boolean stopped;

    private Watch(int number) {
      this.number = number;
    }

    @Override
    public void at(long done, long total) {
      context.fx().run(() -> told(number, done, total));
    }

    @Override
    public boolean isCancelled() {
      return stopped;
    }
  }

  /// @return what the new search is watched by
  Progress begin() {
    words.set("");
    watch = new Watch(++begun);
    return watch;
  }

  private void told(int by, long done, long total) {
    if (by == watch.number && busy.get()) {
      words.set(
          total > 0
              ? context.texts().get("rawdata.searching.of", done, total)
              : context.texts().get("rawdata.searching", done));
    }
  }

  /// The search gives what it has.
  void stop() {
    watch.stopped = true;
  }

  /// Empty when nothing is searched for that takes long.
  ReadOnlyStringProperty wordsProperty() {
    return words.getReadOnlyProperty();
  }
}
