package dev.cutover.ui.fx;

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

  /// Where `/` leads to; may do nothing.
  default void focusFilter() {}
}
