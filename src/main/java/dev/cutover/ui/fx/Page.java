package dev.cutover.ui.fx;

import java.util.Optional;
import javafx.scene.Parent;

/// A screen inside the frame. Built once for a connection; reads only while it is shown.
public interface Page {

  /// The screen's nodes.
  Parent root();

  /// It is in front now: begin to read.
  void shown();

  /// It is not in front any more: read nothing.
  void hidden();

  /// Read again at once (F5).
  void refresh();

  /// What is in front of the user, to say how old it is; empty where nothing is read.
  default Optional<Live> reads() {
    return Optional.empty();
  }

  /// Holds what is live still, or lets it go on (Ctrl+.); may do nothing.
  default void hold() {}

  /// The command that shows the same on the command line; empty where there is none.
  default Optional<String> commandLine() {
    return Optional.empty();
  }

  /// Where `/` leads to; may do nothing.
  default void focusFilter() {}
}
