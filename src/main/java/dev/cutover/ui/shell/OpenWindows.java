package dev.cutover.ui.shell;

import java.util.HashSet;
import java.util.Set;

/// The windows of the program; it ends with the last of them. Belongs to the FX thread.
public final class OpenWindows {
  private final Set<Object> windows = new HashSet<>();
  private final Runnable none;

  /// @param none called when the last one was closed
  public OpenWindows(Runnable none) {
    this.none = none;
  }

  public void add(Object window) {
    windows.add(window);
  }

  public void remove(Object window) {
    if (windows.remove(window) && windows.isEmpty()) {
      none.run();
    }
  }
}
