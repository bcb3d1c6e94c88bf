package dev.cutover.profile;

import org.jspecify.annotations.Nullable;

/// A profile as a person typed it: addresses may be in any of the usual forms and may still hold a
/// password.
///
/// @param colour of the band, null for that of its kind
/// @param database an address, `service=name`, or `host:port/database`
/// @param management may be empty
/// @param secrets passwords typed beside the addresses; they go before passwords inside them
public record ProfileForm(
    String name,
    Profile.Kind kind,
    @Nullable Colour colour,
    String database,
    String broker,
    String management,
    Keeping databaseKeeping,
    Keeping brokerKeeping,
    Secrets secrets) {

  @Override
  public String toString() {
    return "profile form " + name;
  }
}
