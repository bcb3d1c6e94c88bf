package dev.cutover.profile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Colour of the band over every screen of an environment, so that two windows are told apart
/// before a word is read. A profile without one has that of its kind.
public enum Colour {
  RED,
  AMBER,
  GREEN,
  BLUE,
  VIOLET,
  TEAL,
  GREY;

  /// As it is written in files, on the command line and in style classes.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Empty when no colour is called so.
  public static Optional<Colour> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /// Red is production's, so that it keeps its meaning where nobody chose.
  public static Colour usualFor(Profile.Kind kind) {
    return switch (kind) {
      case PRODUCTION -> RED;
      case STAGING -> AMBER;
      case LAB -> GREEN;
      case EMBEDDED -> BLUE;
    };
  }
}
