package dev.cutover.ui.fx;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;

/// The looks of the window. Each is AtlantaFX's Primer with our tokens over it; the contrast look
/// is Primer Dark with stronger tokens.
public enum Theme {
  LIGHT("primer-light", "tokens-light"),
  DARK("primer-dark", "tokens-dark"),
  CONTRAST("primer-dark", "tokens-contrast");

  private static final String COMMON_TOKENS = "tokens-common";
  private static final List<String> SHEETS =
      List.of("console", "overview", "pipeline", "rawdata", "queues", "cutover");

  private final String base;
  private final String tokens;

  Theme(String base, String tokens) {
    this.base = base;
    this.tokens = tokens;
  }

  /// Word for settings and keys.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The look that the workstation's system asks for.
  public static Theme ofSystem() {
    return Platform.getPreferences().getColorScheme() == ColorScheme.DARK ? DARK : LIGHT;
  }

  /// Puts the look onto a scene, in place of the one it has.
  public void dress(Scene scene) {
    scene.setUserAgentStylesheet("/atlantafx/base/theme/" + base + ".css");
    scene.getStylesheets().clear();
    scene.getStylesheets().add(sheet(COMMON_TOKENS));
    scene.getStylesheets().add(sheet(tokens));
    for (String each : SHEETS) {
      scene.getStylesheets().add(sheet(each));
    }
  }

  private static String sheet(String name) {
    String path = "/css/" + name + ".css";
    return Objects.requireNonNull(Theme.class.getResource(path), () -> path + " is missing")
        .toExternalForm();
  }
}
