package dev.cutover.ui.fx;

import java.util.Optional;

/// A screen that is read for as long as it is in front.
public interface LivePage extends Page {

  /// What is read.
  Live live();

  @Override
  default Optional<Live> reads() {
    return Optional.of(live());
  }

  @Override
  default void shown() {
    live().start();
  }

  @Override
  default void hidden() {
    live().stop();
  }

  @Override
  default void refresh() {
    live().refresh();
  }
}
