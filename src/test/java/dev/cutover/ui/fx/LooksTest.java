package dev.cutover.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.FxToolkit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.ColorScheme;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;

/// The look follows the system until somebody chooses one.
class LooksTest {
  @Test
  void theSystemIsFollowedUntilALookIsChosen() {
    FxToolkit.start();
    FxToolkit.onFx(
        () -> {
          Scene scene = new Scene(new Region());
          SimpleObjectProperty<Theme> system = new SimpleObjectProperty<>(Theme.LIGHT);
          List<Optional<Theme>> kept = new ArrayList<>();
          Looks looks = new Looks(scene, Optional.empty(), system, kept::add);
          assertThat(sheets(scene)).contains("tokens-light");
          system.set(Theme.DARK);
          assertThat(sheets(scene)).contains("tokens-dark").doesNotContain("tokens-light");
          looks.choose(Optional.of(Theme.CONTRAST));
          system.set(Theme.LIGHT);
          assertThat(sheets(scene)).contains("tokens-contrast");
          looks.choose(Optional.empty());
          assertThat(sheets(scene)).contains("tokens-light");
          assertThat(kept).containsExactly(Optional.of(Theme.CONTRAST), Optional.empty());
          return true;
        });
  }

  private static String sheets(Scene scene) {
    return String.join(" ", scene.getStylesheets());
  }

  @Test
  void highContrastIsKnownFromWindowsAndFromGtk() {
    assertThat(Theme.of(Map.of(), ColorScheme.LIGHT)).isEqualTo(Theme.LIGHT);
    assertThat(Theme.of(Map.of("GTK.theme_name", "Adwaita"), ColorScheme.DARK))
        .isEqualTo(Theme.DARK);
    assertThat(Theme.of(Map.of("GTK.theme_name", "HighContrastInverse"), ColorScheme.DARK))
        .isEqualTo(Theme.CONTRAST);
    assertThat(Theme.of(Map.of("Windows.SPI.HighContrast", true), ColorScheme.LIGHT))
        .isEqualTo(Theme.CONTRAST);
    assertThat(Theme.of(Map.of("Windows.SPI.HighContrast", false), ColorScheme.LIGHT))
        .isEqualTo(Theme.LIGHT);
  }
}
