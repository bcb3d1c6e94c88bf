package dev.cutover.ui.widget;

import dev.cutover.ui.fx.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// The steps of a wizard beside each other: which it is at and which it went through.
///
/// @param <S> its steps, in their order
public final class WizardPath<S extends Enum<S>> {
  private static final PseudoClass HERE = PseudoClass.getPseudoClass("here");
  private static final PseudoClass PAST = PseudoClass.getPseudoClass("past");

  private final Map<S, Label> labels = new LinkedHashMap<>();

  /// @param prefix of the text keys of the steps
  public WizardPath(Texts texts, String prefix, List<S> steps) {
    for (S each : steps) {
      String word = each.name().toLowerCase(Locale.ROOT);
      Label label = new Label(labels.size() + 1 + " " + texts.get(prefix + word));
      label.getStyleClass().add("wizard-step");
      labels.put(each, label);
    }
  }

  public void fill(HBox row) {
    row.getChildren().setAll(labels.values());
  }

  /// @param passed of the steps before `now`, those that were not left out
  public void show(S now, Predicate<S> passed) {
    labels.forEach(
        (step, label) -> {
          label.pseudoClassStateChanged(HERE, step == now);
          label.pseudoClassStateChanged(PAST, step.compareTo(now) < 0 && passed.test(step));
        });
  }
}
