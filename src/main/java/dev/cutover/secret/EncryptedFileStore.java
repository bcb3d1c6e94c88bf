package dev.cutover.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// Secrets in files, each sealed on its own by AES-GCM with a random key that lies beside them and
/// that only its owner may read. It keeps a backup or a copied profile from giving secrets away; it
/// is no defence against somebody who can read this user's files.
public final class EncryptedFileStore implements SecretStore {
  private static final String KEY_FILE = "key";
  private static final String SUFFIX = ".sealed";
  private static final int KEY_BYTES = 32;

  private final PrivateFolder folder;
  private final Path path;

  public EncryptedFileStore(Path folder) {
    this.path = folder;
    this.folder = new PrivateFolder(folder);
  }

  @Override
  public void put(String name, String secret) {
    try {
      byte[] sealed = new Seal(key()).seal(name, secret.getBytes(StandardCharsets.UTF_8));
      folder.write(fileName(name), sealed, false);
    } catch (IOException e) {
      throw trouble("the secret " + name + " was not kept", e);
    }
  }

  @Override
  public Optional<String> get(String name) {
    Path file = folder.file(fileName(name));
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      folder.mustBePrivate(file);
      byte[] opened = new Seal(key()).open(name, Files.readAllBytes(file), file);
      return Optional.of(new String(opened, StandardCharsets.UTF_8));
    } catch (NoSuchFileException removedMeanwhile) {
      return Optional.empty();
    } catch (IOException e) {
      throw trouble("the secret " + name + " cannot be read", e);
    }
  }

  @Override
  public void remove(String name) {
    try {
      folder.delete(fileName(name));
    } catch (IOException e) {
      throw trouble("the secret " + name + " is still there", e);
    }
  }

  private byte[] key() throws IOException {
    folder.make();
    Path file = folder.file(KEY_FILE);
    // Secrets are looked for before the key: whoever seals one has made the key first, so a secret
    // seen here without a key afterwards means a lost key, never another first user at work.
    boolean secretsThere = holdsSecrets();
    if (!Files.exists(file)) {
      if (secretsThere) {
        throw new SecretTrouble(
            file.toString(),
            "the key is gone while secrets sealed with it are there. Nothing was changed. Put it"
                + " back, or remove the folder and give the secrets again.");
      }
      byte[] fresh = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(fresh);
      folder.write(KEY_FILE, fresh, true);
    }
    folder.mustBePrivate(file);
    byte[] key = Files.readAllBytes(file);
    if (key.length != KEY_BYTES) {
      throw new SecretTrouble(
          file.toString(),
          "this is no key: it has "
              + key.length
              + " bytes, not "
              + KEY_BYTES
              + ". Nothing was"
              + " changed. Put the right file back, or remove the folder and give the secrets"
              + " again.");
    }
    return key;
  }

  private boolean holdsSecrets() throws IOException {
    try (DirectoryStream<Path> sealed = Files.newDirectoryStream(path, "*" + SUFFIX)) {
      return sealed.iterator().hasNext();
    }
  }

  private static String fileName(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, 16)) + SUFFIX;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private SecretTrouble trouble(String what, IOException cause) {
    return new SecretTrouble(
        path.toString(),
        what + " (" + cause + "). Check the folder's rights and free space",
        cause);
  }

  @Override
  public String toString() {
    return "encrypted files in " + path;
  }
}
