package dev.cutover.ui.shell;

import java.util.Locale;

/// The screens of the frame, in the order of their keys Ctrl+1, Ctrl+2 ...
public enum Screen {
  OVERVIEW(1, "fth-home"),
  PIPELINE(2, "fth-git-commit"),
  RAWDATA(3, "fth-database"),
  QUEUES(4, "fth-bar-chart-2"),
  RUNS(5, "fth-list"),
  CUTOVER(6, "fth-shuffle"),
  SETTINGS(7, "fth-settings");

  private final int key;
  private final String icon;

  Screen(int key, String icon) {
    this.key = key;
    this.icon = icon;
  }

  /// The digit that opens it together with Ctrl.
  public int key() {
    return key;
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
