package dev.cutover.profile;

import org.jspecify.annotations.Nullable;

/// Passwords in hand, on their way from a person to a store or a server. Never shown.
///
/// @param database null when none was given
/// @param broker null when none was given
public record Secrets(@Nullable String database, @Nullable String broker) {
  public static final Secrets NONE = new Secrets(null, null);

  /// These where they are given, the others where they are not.
  public Secrets or(Secrets others) {
    return new Secrets(
        database == null ? others.database : database, broker == null ? others.broker : broker);
  }

  @Override
  public String toString() {
    return "Secrets["
        + (database == null ? "-" : "***")
        + ", "
        + (broker == null ? "-" : "***")
        + "]";
  }
}
