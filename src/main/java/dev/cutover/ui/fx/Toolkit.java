package dev.cutover.ui.fx;

import java.util.Locale;
import java.util.Map;
import javafx.application.Platform;

/// Starts JavaFX, once in a process.
public final class Toolkit {
  private Toolkit() {}

  /// Runs `first` on the FX thread of a fresh toolkit. The caller decides when the program ends.
  ///
  /// @throws RuntimeException when no window system answers
  public static void start(Runnable first) {
    Platform.setImplicitExit(false);
    Platform.startup(first);
  }

  public static void stop() {
    Platform.exit();
  }

  /// Whether a window can be shown here, as far as can be known without trying.
  ///
  /// @param environment of the process
  public static boolean hasDisplay(Map<String, String> environment) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return "Headless".equals(System.getProperty("glass.platform"))
        || system.contains("windows")
        || system.contains("mac")
        || !environment.getOrDefault("DISPLAY", "").isBlank()
        || !environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank();
  }
}
