package dev.cutover.boot;

import org.jspecify.annotations.Nullable;

/// Which servers a command is about, as named on the command line or in the environment.
///
/// @param profile name of a profile; `embedded` needs no set-up
/// @param database `postgresql://..`, null to take the profile's
/// @param broker `amqp://..`, null to take the profile's
public record Target(String profile, @Nullable String database, @Nullable String broker) {
  public static final String EMBEDDED = "embedded";

  /// True when neither server is named and the embedded ones are meant.
  public boolean isEmbedded() {
    return database == null && broker == null && profile.equals(EMBEDDED);
  }

  /// How the window calls it.
  public String name() {
    return isEmbedded() ? EMBEDDED : profile.equals(EMBEDDED) ? "named servers" : profile;
  }

  @Override
  public String toString() {
    return isEmbedded() ? "profile embedded" : "named servers";
  }
}
