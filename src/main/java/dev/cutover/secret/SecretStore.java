package dev.cutover.secret;

import java.util.Optional;

/// Keeps secrets by name; profiles hold the name, never the secret.
public interface SecretStore {

  /// Keeps `secret` under `name`, in place of what was there; on disk for good when this returns.
  void put(String name, String secret);

  /// Empty when nothing is kept under that name.
  Optional<String> get(String name);

  /// Forgets it; nothing happens when nothing is kept under that name.
  void remove(String name);
}
