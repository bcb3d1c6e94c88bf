package dev.cutover.ui.widget;

import java.util.Arrays;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/// Says of a disabled button why it is. A disabled node gets no mouse, so the words belong to a
/// place around it; screen readers find them as its help.
public final class BlockedBy {
  private static final double WIDEST = 340;

  private BlockedBy() {}

  /// What is in the way while a condition holds.
  public static ObservableValue<String> when(ObservableBooleanValue holds, String words) {
    return Bindings.createStringBinding(() -> holds.get() ? words : "", holds);
  }

  /// Disables the button while something is in its way.
  ///
  /// @param reasons in words, each empty while it is not in the way; the first that is counts
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static void bind(Button button, ObservableValue<String>... reasons) {
    StringBinding why = first(reasons);
    button.disableProperty().bind(why.isNotEmpty());
    tell(button, why);
  }

  /// The same for a button that others disable, for these reasons and for short moments.
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static void explain(Button button, ObservableValue<String>... reasons) {
    tell(button, first(reasons));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  private static StringBinding first(ObservableValue<String>... reasons) {
    return Bindings.createStringBinding(
        () ->
            Arrays.stream(reasons)
                .map(reason -> Objects.requireNonNullElse(reason.getValue(), ""))
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse(""),
        reasons);
  }

  private static void tell(Button button, StringBinding why) {
    StackPane place = place(button);
    place.accessibleHelpProperty().bind(why);
    if (!button.accessibleHelpProperty().isBound()) {
      button.accessibleHelpProperty().bind(why);
    }
    Tooltip tip = new Tooltip();
    tip.textProperty().bind(why);
    tip.setWrapText(true);
    tip.setMaxWidth(WIDEST);
    tip.setShowDelay(Duration.millis(200));
    tip.getStyleClass().add("blocked-by");
    why.addListener((_, _, words) -> show(place, tip, words));
    show(place, tip, why.get());
  }

  /// Nothing is told while nothing is in the way: an empty tooltip would be a grey dot.
  private static void show(Node place, Tooltip tip, String words) {
    Tooltip.uninstall(place, tip);
    if (!words.isEmpty()) {
      Tooltip.install(place, tip);
    } else {
      tip.hide();
    }
  }

  /// Takes the button's place among its neighbours.
  private static StackPane place(Button button) {
    Pane parent =
        Objects.requireNonNull((Pane) button.getParent(), "a button is put in its row first");
    StackPane place = new StackPane();
    place.setMinWidth(Region.USE_PREF_SIZE);
    place.setMaxHeight(Region.USE_PREF_SIZE);
    place.visibleProperty().bind(button.visibleProperty());
    place.managedProperty().bind(button.managedProperty());
    HBox.setHgrow(place, HBox.getHgrow(button));
    parent.getChildren().set(parent.getChildren().indexOf(button), place);
    place.getChildren().add(button);
    return place;
  }
}
