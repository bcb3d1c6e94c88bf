package dev.cutover.ui.fx;

import javafx.application.Platform;

/// The way onto the FX thread. A parameter, so that view models can be tested without a toolkit.
public interface FxThread {

  /// Runs `act` on the FX thread, later or at once.
  void run(Runnable act);

  /// The thread of the running toolkit.
  static FxThread ofToolkit() {
    return Platform::runLater;
  }
}
