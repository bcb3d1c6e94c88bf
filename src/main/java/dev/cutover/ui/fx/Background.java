package dev.cutover.ui.fx;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Single acts beside the FX thread, such as a query after a click. The answer comes back on the FX
/// thread.
public interface Background {

  /// @param work runs on another thread; interrupted when the handle is cancelled
  /// @param onDone gets the answer on the FX thread, never after a cancel
  /// @param onProblem gets the failure on the FX thread, never after a cancel
  /// @return handle to give up on the answer
  <T> Pending run(Callable<T> work, Consumer<T> onDone, Consumer<Exception> onProblem);

  /// Work that is under way.
  interface Pending {
    Pending NONE = () -> {};

    /// Drops the answer and interrupts the work. Harmless when it is over.
    void cancel();
  }
}
