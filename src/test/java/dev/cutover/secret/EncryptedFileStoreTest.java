package dev.cutover.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedFileStoreTest {
  private static final String CANARY = "canary-Pä$$ word'\"\n\u0000";

  @TempDir Path home;
  private Path folder;
  private EncryptedFileStore store;

  @BeforeEach
  void makeStore() {
    folder = home.resolve("secret");
    store = new EncryptedFileStore(folder);
  }

  @Test
  void aSecretIsReadBackByAnotherProcessAndForgottenWhenRemoved() {
    store.put("profile/a", "first");
    store.put("profile/a", CANARY);
    store.put("profile/b", "other");

    EncryptedFileStore other = new EncryptedFileStore(folder);
    assertThat(other.get("profile/a")).contains(CANARY);
    assertThat(other.get("profile/c")).isEmpty();
    other.remove("profile/a");
    other.remove("profile/a");
    assertThat(store.get("profile/a")).isEmpty();
    assertThat(store.get("profile/b")).contains("other");
  }

  @Test
  void nothingOnDiskIsInClearOrOpenToOthers() throws IOException {
    store.put("name-of-it", "canary-in-clear");

    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        assertThat(rights).isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
        assertThat(String.valueOf(file.getFileName())).doesNotContain("name-of-it", ".new");
        if (!Files.isDirectory(file)) {
          assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
              .doesNotContain("canary", "name-of-it");
        }
      }
    }
    assertThat(store.toString()).doesNotContain("canary");
  }

  @Test
  void aKeyThatOthersMayReadIsRefusedWithWhatToDo() throws IOException {
    store.put("a", "x");
    Path key = folder.resolve("key");
    for (String rights : List.of("rw-r-----", "rw----r--", "rw--w----")) {
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(rights));
      assertThatThrownBy(() -> store.get("a"))
          .isInstanceOf(SecretTrouble.class)
          .hasMessageContaining(rights)
          .hasMessageContaining("chmod 600 " + key);
      assertThatThrownBy(() -> store.put("b", "y")).isInstanceOf(SecretTrouble.class);
    }
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
    assertThat(store.get("a")).contains("x");
  }

  @Test
  void aWrongKeyAndADamagedFileAreToldApart() throws IOException {
    store.put("a", "x");
    Path sealed = sealedFile();
    byte[] bytes = Files.readAllBytes(sealed);
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 1;
      Files.write(sealed, damaged);
      String expected = i >= 4 && i < 12 ? "another key" : "damaged";
      assertThatThrownBy(() -> store.get("a"))
          .as("byte %s", i)
          .isInstanceOf(SecretTrouble.class)
          .hasMessageContaining(expected);
    }
    for (int length = 0; length < bytes.length; length++) {
      Files.write(sealed, java.util.Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> store.get("a")).isInstanceOf(SecretTrouble.class);
    }
    Files.write(sealed, bytes);
    byte[] key = Files.readAllBytes(folder.resolve("key"));
    key[0] ^= 1;
    Files.write(folder.resolve("key"), key);
    assertThatThrownBy(() -> store.get("a")).hasMessageContaining("another key");
  }

  @Test
  void aLostKeyIsNotReplacedSilently() throws IOException {
    store.put("a", "x");
    Files.delete(folder.resolve("key"));

    assertThatThrownBy(() -> store.get("a")).hasMessageContaining("the key is gone");
    assertThatThrownBy(() -> store.put("b", "y")).hasMessageContaining("the key is gone");
    assertThat(folder.resolve("key")).doesNotExist();
  }

  @Test
  void aSecretMovedUnderAnotherNameDoesNotOpen() throws IOException {
    store.put("harmless", "x");
    Path first = sealedFile();
    byte[] bytes = Files.readAllBytes(first);
    store.remove("harmless");
    store.put("powerful", "y");
    Files.write(sealedFile(), bytes);

    assertThatThrownBy(() -> store.get("powerful")).hasMessageContaining("damaged");
  }

  /// A hundred folders, since the moment between a first key and a first secret is short.
  @RepeatedTest(100)
  void manyFirstUsersAgreeOnOneKey() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> puts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String name = "secret" + i;
        puts.add(threads.submit(() -> new EncryptedFileStore(folder).put(name, name)));
      }
      for (Future<?> put : puts) {
        put.get();
      }
    }
    for (int i = 0; i < 8; i++) {
      assertThat(store.get("secret" + i)).contains("secret" + i);
    }
  }

  private Path sealedFile() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".sealed")).findFirst().orElseThrow();
    }
  }
}
