package dev.cutover.ui.shell;

import java.util.Locale;

/// The screens of the frame, in the order of their keys Ctrl+1, Ctrl+2 ...
public enum Screen {
  OVERVIEW("fth-home"),
  PIPELINE("fth-git-commit"),
  QUEUES("fth-bar-chart-2");

  private final String icon;

  Screen(String icon) {
    this.icon = icon;
  }

  /// Name of the icon in the feather pack.
  public String icon() {
    return icon;
  }

  /// Part of text keys.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
