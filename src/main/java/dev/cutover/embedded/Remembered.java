package dev.cutover.embedded;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/// Port and password of a service, chosen at its first start and kept in a file that only the owner
/// can read.
record Remembered(int port, String password) {

  /// What the file says, or a fresh choice (not written yet).
  static Remembered at(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new Remembered(LoopbackPort.free(), randomPassword());
    }
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    String password = properties.getProperty("password", "");
    String port = properties.getProperty("port", "");
    if (password.isEmpty() || !port.matches("[0-9]{1,5}")) {
      throw new IOException(
          file + " is damaged: it holds no port or no password. Remove it; a new one is made");
    }
    return new Remembered(Integer.parseInt(port), password);
  }

  Remembered withPort(int other) {
    return new Remembered(other, password);
  }

  void save(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("port", Integer.toString(port));
    properties.setProperty("password", password);
    StringWriter text = new StringWriter();
    properties.store(text, null);
    OwnerOnly.write(file, text.toString());
  }

  private static String randomPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "port " + port;
  }
}
