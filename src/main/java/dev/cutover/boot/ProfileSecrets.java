package dev.cutover.boot;

import dev.cutover.job.Problem;
import dev.cutover.profile.Keeping;
import dev.cutover.profile.Profile;
import dev.cutover.profile.ProfileBook;
import dev.cutover.secret.EncryptedFileStore;
import dev.cutover.secret.KnownSecrets;
import dev.cutover.tool.SecretTool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The passwords of profiles, each where its profile says. Whatever is read or kept here is kept
/// out of the logs from then on.
final class ProfileSecrets {
  private static final int FAILED = 1;

  private final EncryptedFileStore files;
  private final SecretTool keyStore;
  private final KnownSecrets known;

  ProfileSecrets(Path folder, SecretTool keyStore, KnownSecrets known) {
    this.files = new EncryptedFileStore(folder);
    this.keyStore = keyStore;
    this.known = known;
  }

  /// The two passwords of a profile.
  enum Server {
    DATABASE,
    BROKER;

    String name(String profile) {
      return (this == DATABASE ? "database" : "broker") + " of profile " + profile;
    }

    String address(Profile profile) {
      return this == DATABASE ? profile.database() : profile.broker();
    }

    Keeping keeping(Profile profile) {
      return this == DATABASE ? profile.databaseKeeping() : profile.brokerKeeping();
    }
  }

  void know(@Nullable String secret) {
    if (secret != null) {
      known.add(secret);
    }
  }

  ProfileBook.KeyStore keyStore() {
    return keyStore
        .refusal()
        .map(why -> new ProfileBook.KeyStore(false, why))
        .orElseGet(() -> new ProfileBook.KeyStore(true, "libsecret (secret-tool)"));
  }

  void put(String profile, Server server, Keeping keeping, String secret) {
    know(secret);
    String name = server.name(profile);
    switch (keeping) {
      case KEY_STORE -> {
        try {
          keyStore.put(name, secret);
        } catch (IOException e) {
          throw refused("did not keep the password", name, e);
        }
      }
      case FILE -> files.put(name, secret);
      case ASK, PGPASS -> throw new IllegalArgumentException(keeping + " stores nothing");
    }
  }

  Optional<String> get(Profile profile, Server server) {
    String name = server.name(profile.name());
    Optional<String> found =
        switch (server.keeping(profile)) {
          case KEY_STORE -> fromKeyStore(name);
          case FILE -> files.get(name);
          case ASK, PGPASS -> Optional.empty();
        };
    found.ifPresent(known::add);
    return found;
  }

  private Optional<String> fromKeyStore(String name) {
    try {
      return keyStore.get(name);
    } catch (IOException e) {
      throw refused("does not answer", name, e);
    }
  }

  void remove(String profile, Server server, Keeping keeping) {
    String name = server.name(profile);
    if (keeping == Keeping.FILE) {
      files.remove(name);
    } else if (keeping == Keeping.KEY_STORE) {
      try {
        keyStore.remove(name);
      } catch (IOException e) {
        throw refused("did not forget the password", name, e);
      }
    }
  }

  private static Refused refused(String what, String name, IOException why) {
    return new Refused(
        FAILED,
        new Problem(
            "secret.key_store",
            "The key store of the system "
                + what
                + " ("
                + name
                + "): "
                + why.getMessage()
                + ". Nothing was changed.",
            "Unlock it and try again, or save the profile with its passwords in the encrypted"
                + " file (--keep file) or asked for each time (--keep ask)."));
  }
}
