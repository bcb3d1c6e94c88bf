package dev.cutover.profile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A named pair of servers. Holds no password, so it may be shown, exported and logged.
///
/// @param colour of its band, null for that of its kind
/// @param database `postgresql://user@host:port/database` or `postgresql:///?service=name`
/// @param broker `amqp[s]://user@host:port/vhost`
/// @param management address of the broker's management API, null when there is none
/// @param databaseKeeping where the database's password is kept
/// @param brokerKeeping where the broker's password is kept
public record Profile(
    String name,
    Kind kind,
    @Nullable Colour colour,
    String database,
    String broker,
    @Nullable String management,
    Keeping databaseKeeping,
    Keeping brokerKeeping) {
  /// The profile that needs no set-up and cannot be changed.
  public static final String EMBEDDED = "embedded";

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,62}");

  /// How careful to be with the servers.
  public enum Kind {
    PRODUCTION,
    STAGING,
    LAB,
    EMBEDDED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Empty when no kind is called so.
    public static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
  }

  /// The same profile with its passwords kept elsewhere.
  public Profile keptIn(Keeping forDatabase, Keeping forBroker) {
    return new Profile(name, kind, colour, database, broker, management, forDatabase, forBroker);
  }

  /// The name as it is stored.
  ///
  /// @throws IllegalArgumentException when a profile cannot be called so
  public static String checkedName(String typed) {
    String name = typed.strip();
    if (name.equalsIgnoreCase(EMBEDDED)) {
      throw new IllegalArgumentException(
          "The name embedded is taken: it means the services that come with the program. Nothing"
              + " was stored. Choose another name.");
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A profile's name has 1 to 63 letters, digits, spaces, dots, dashes and underscores and"
              + " begins with a letter or digit. Nothing was stored.");
    }
    return name;
  }
}
