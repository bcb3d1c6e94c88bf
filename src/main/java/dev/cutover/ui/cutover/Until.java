package dev.cutover.ui.cutover;

import dev.cutover.cutover.StepName;
import java.util.Optional;

/// Where a run is to hold.
///
/// @param step after which it holds; empty: it goes to the end
record Until(Optional<StepName> step) {
  static final Until THE_END = new Until(Optional.empty());
}
