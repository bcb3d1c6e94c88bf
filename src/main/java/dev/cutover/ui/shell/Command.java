package dev.cutover.ui.shell;

import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/// Something the frame can do, for the palette, the key sheet and the keys alike.
///
/// @param title as the user reads it
/// @param keys null when there are none
record Command(String title, @Nullable KeyCombination keys, Runnable act) {
  @Override
  public String toString() {
    return title;
  }
}
