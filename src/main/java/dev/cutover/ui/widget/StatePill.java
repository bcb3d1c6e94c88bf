package dev.cutover.ui.widget;

import java.util.Set;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;

/// A state as icon, word and colour, never by colour alone.
public final class StatePill extends Label {
  private static final Set<String> GOOD =
      Set.of(
          "completed",
          "loaded",
          "done",
          "ok",
          "pass",
          "committed",
          "adopted",
          "applied",
          "proved",
          "stays",
          "returns");
  private static final Set<String> BAD =
      Set.of("dead", "failed", "fail", "away", "refused", "lost", "differs", "unreadable");
  private static final Set<String> BUSY = Set.of("running", "transformed", "undoing", "begun");
  private static final Set<String> CAREFUL =
      Set.of(
          "completed_with_errors",
          "warn",
          "draining",
          "paused",
          "asking",
          "open",
          "decide",
          "unverified");
  private static final PseudoClass[] MOODS = {
    PseudoClass.getPseudoClass("good"),
    PseudoClass.getPseudoClass("bad"),
    PseudoClass.getPseudoClass("busy"),
    PseudoClass.getPseudoClass("careful")
  };

  public StatePill() {
    getStyleClass().add("state-pill");
    setMinWidth(USE_PREF_SIZE);
  }

  /// @param state word of the state as it is stored
  /// @param text the word as the user reads it
  public void show(String state, String text) {
    setText(icon(state) + " " + text);
    int mood = mood(state);
    for (int each = 0; each < MOODS.length; each++) {
      pseudoClassStateChanged(MOODS[each], each == mood);
    }
  }

  private static int mood(String state) {
    if (GOOD.contains(state)) {
      return 0;
    }
    if (BAD.contains(state)) {
      return 1;
    }
    if (BUSY.contains(state)) {
      return 2;
    }
    return CAREFUL.contains(state) ? 3 : -1;
  }

  private static String icon(String state) {
    return switch (mood(state)) {
      case 0 -> "\u2714";
      case 1 -> "\u2716";
      case 2 -> "\u25B6";
      case 3 -> "!";
      default -> "\u25CB";
    };
  }
}
