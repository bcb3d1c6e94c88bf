package dev.cutover.ui.fx;

import javafx.beans.property.ReadOnlyObjectProperty;

/// Something that is read again and again while it is shown. All methods belong to the FX thread.
public interface Live {

  /// Reads now and from then on, until [#stop]. Starting twice is starting once.
  void start();

  /// Applies nothing any more. May be started again.
  void stop();

  /// Reads at once instead of after the pause.
  void refresh();

  /// How old what is shown is, and why nothing newer came.
  ReadOnlyObjectProperty<FxPoller.Freshness> freshnessProperty();
}
