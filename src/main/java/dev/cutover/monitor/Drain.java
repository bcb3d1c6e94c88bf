package dev.cutover.monitor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// When a stage will have no work left. A range and never a single second, because rates change.
public sealed interface Drain {

  /// Nothing is left.
  record Empty() implements Drain {}

  /// The broker or the job table cannot be read.
  record Unknown() implements Drain {}

  /// There is work and nobody takes it.
  record NoConsumers() implements Drain {}

  /// Looked at for too short a time.
  record Estimating() implements Drain {}

  /// What comes in is as much as what goes out, or more.
  ///
  /// @param growing true when it becomes more
  record NotDraining(boolean growing) implements Drain {}

  /// @param most null when a longer look back shows no drain at all: it may take any time
  record Draining(Duration least, @Nullable Duration most) implements Drain {}
}
