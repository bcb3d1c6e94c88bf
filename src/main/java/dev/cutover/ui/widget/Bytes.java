package dev.cutover.ui.widget;

import java.util.Locale;

/// Sizes as people read them.
public final class Bytes {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  private Bytes() {}

  /// Such as `4.1 GB`, in steps of a thousand.
  public static String text(long bytes, Locale locale) {
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    String form = unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s";
    return String.format(locale, form, value, UNITS[unit]);
  }
}
