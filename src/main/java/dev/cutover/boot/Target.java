package dev.cutover.boot;

import dev.cutover.broker.BrokerAddress;
import dev.cutover.database.DatabaseAddress;
import dev.cutover.profile.Colour;
import dev.cutover.profile.Profile;
import org.jspecify.annotations.Nullable;

/// Which servers a command is about, as named on the command line, in the environment or by a
/// profile.
///
/// @param profile name of a profile; `embedded` needs no set-up
/// @param database `postgresql://..`, null for the embedded one
/// @param broker `amqp://..`, null for the embedded one
/// @param management address of the broker's management interface, null when none is named
/// @param kind how careful to be with them
/// @param colour of the window's band, null for that of the kind
/// @param passwords go before those inside the addresses
public record Target(
    String profile,
    @Nullable String database,
    @Nullable String broker,
    @Nullable String management,
    Profile.Kind kind,
    @Nullable Colour colour,
    Passwords passwords) {
  public static final String EMBEDDED = Profile.EMBEDDED;

  /// Named servers, or the embedded ones when none is named. Servers that no profile describes may
  /// be anybody's: they are treated as production.
  public Target(String profile, @Nullable String database, @Nullable String broker) {
    this(
        profile,
        database,
        broker,
        null,
        database == null && broker == null && profile.equals(EMBEDDED)
            ? Profile.Kind.EMBEDDED
            : Profile.Kind.PRODUCTION,
        null,
        Passwords.NONE);
  }

  /// True when neither server is named and the embedded ones are meant.
  public boolean isEmbedded() {
    return database == null && broker == null && profile.equals(EMBEDDED);
  }

  /// The address with the password of the profile, when that has one.
  DatabaseAddress withPassword(DatabaseAddress address) {
    String password = passwords.database();
    return password == null ? address : address.withPassword(password);
  }

  BrokerAddress withPassword(BrokerAddress address) {
    String password = passwords.broker();
    return password == null ? address : address.withPassword(password);
  }

  /// How the window calls it.
  public String name() {
    return isEmbedded() ? EMBEDDED : profile.equals(EMBEDDED) ? "named servers" : profile;
  }

  @Override
  public String toString() {
    return isEmbedded() || !profile.equals(EMBEDDED) ? "profile " + profile : "named servers";
  }
}
