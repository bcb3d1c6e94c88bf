package dev.cutover.ui;

import dev.cutover.profile.Colour;

/// Which servers the window is connected to, as the band at its top tells.
///
/// @param name of the profile
/// @param kind how careful to be
/// @param colour of the band
/// @param database where, without secrets
/// @param broker where, without secrets
public record Environment(String name, Kind kind, Colour colour, String database, String broker) {

  /// Production begins read-only, the others do not.
  public enum Kind {
    PRODUCTION,
    STAGING,
    LAB,
    EMBEDDED;

    public boolean beginsReadOnly() {
      return this == PRODUCTION;
    }

    /// Key of the word and style class of the band.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
