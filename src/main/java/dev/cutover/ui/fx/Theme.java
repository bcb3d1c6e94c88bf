package dev.cutover.ui.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
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
    Platform.Preferences preferences = Platform.getPreferences();
    return of(preferences, preferences.getColorScheme());
  }

  /// The same as it changes. To be asked for on the FX thread.
  public static ObservableValue<Theme> followingSystem() {
    Platform.Preferences preferences = Platform.getPreferences();
    return Bindings.createObjectBinding(
        Theme::ofSystem, preferences, preferences.colorSchemeProperty());
  }

  /// @param system what the system says of itself, as JavaFX names it
  static Theme of(Map<String, Object> system, ColorScheme scheme) {
    String gtk = String.valueOf(system.getOrDefault("GTK.theme_name", ""));
    boolean contrast =
        Boolean.TRUE.equals(system.get("Windows.SPI.HighContrast"))
            || gtk.toLowerCase(Locale.ROOT).contains("highcontrast");
    return contrast ? CONTRAST : scheme == ColorScheme.DARK ? DARK : LIGHT;
  }

  /// Puts the look onto a scene, in place of the one it has. Costs nothing when it has it already.
  public void dress(Scene scene) {
    String theme = "/atlantafx/base/theme/" + base + ".css";
    List<String> sheets = new ArrayList<>(List.of(sheet(COMMON_TOKENS), sheet(tokens)));
    SHEETS.forEach(each -> sheets.add(sheet(each)));
    if (!theme.equals(scene.getUserAgentStylesheet()) || !sheets.equals(scene.getStylesheets())) {
      scene.setUserAgentStylesheet(theme);
      scene.getStylesheets().setAll(sheets);
    }
  }

  private static String sheet(String name) {
    String path = "/css/" + name + ".css";
    return Objects.requireNonNull(Theme.class.getResource(path), () -> path + " is missing")
        .toExternalForm();
  }
}
