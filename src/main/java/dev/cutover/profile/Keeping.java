package dev.cutover.profile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Where the password of a server is kept.
public enum Keeping {
  /// In the key store of the operating system.
  KEY_STORE,
  /// In the encrypted files of this user.
  FILE,
  /// Nowhere: it is asked for each time.
  ASK,
  /// In the user's `.pgpass`, which the database driver reads. Not for brokers.
  PGPASS;

  /// As it is written in files and on the command line.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Empty when no keeping is called so.
  public static Optional<Keeping> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /// True when this program stores it.
  public boolean isStored() {
    return this == KEY_STORE || this == FILE;
  }
}
