package dev.cutover.ui.settings;

import dev.cutover.ui.fx.Texts;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

/// Says beside buttons and over them why they are grey. A disabled button shows no tooltip of its
/// own, so the box around it does.
final class WhyNot {
  private WhyNot() {}

  static void on(Node buttons, Label beside, ReadOnlyBooleanProperty writable, Texts texts) {
    StringBinding reason =
        Bindings.createStringBinding(
            () -> writable.get() ? "" : texts.get("settings.locked"), writable);
    on(buttons, beside, reason);
  }

  /// @param reason empty when nothing is in the way
  static void on(Node buttons, Label beside, StringBinding reason) {
    Tooltip tooltip = new Tooltip();
    tooltip.textProperty().bind(reason);
    beside.textProperty().bind(reason);
    beside.visibleProperty().bind(reason.isNotEmpty());
    beside.managedProperty().bind(beside.visibleProperty());
    reason.addListener((_, _, now) -> put(buttons, tooltip, now));
    put(buttons, tooltip, reason.get());
  }

  private static void put(Node buttons, Tooltip tooltip, String reason) {
    if (reason.isEmpty()) {
      Tooltip.uninstall(buttons, tooltip);
    } else {
      Tooltip.install(buttons, tooltip);
    }
  }
}
