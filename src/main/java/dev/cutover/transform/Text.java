package dev.cutover.transform;

/// Text as PostgreSQL can store it.
final class Text {
  private Text() {}

  /// Replaces what `text` columns refuse, NUL and halves of surrogate pairs, by U+FFFD.
  static String storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isBad(text, i)) {
        return cleaned(text, i);
      }
    }
    return text;
  }

  private static String cleaned(String text, int from) {
    StringBuilder clean = new StringBuilder(text);
    for (int i = from; i < text.length(); i++) {
      if (isBad(text, i)) {
        clean.setCharAt(i, '\uFFFD');
      }
    }
    return clean.toString();
  }

  private static boolean isBad(String text, int i) {
    char c = text.charAt(i);
    if (c == 0) {
      return true;
    }
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
