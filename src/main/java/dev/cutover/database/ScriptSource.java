package dev.cutover.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the migration scripts lie: inside the program, or in a folder (tests).
///
/// @param folder null for the program's own
record ScriptSource(@Nullable Path folder) {
  private static final String OWN = "db/migration";

  static ScriptSource own() {
    return new ScriptSource(null);
  }

  String flywayLocation() {
    return folder == null ? "classpath:" + OWN : "filesystem:" + folder;
  }

  String text(String script) {
    String text = read(script);
    if (text == null) {
      throw new IllegalStateException("the migration script " + script + " is not in the program");
    }
    return text;
  }

  boolean isTransactional(String script) {
    String configuration = read(script + ".conf");
    return configuration == null || !configuration.contains("executeInTransaction=false");
  }

  private @Nullable String read(String name) {
    try {
      if (folder != null) {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.readString(file) : null;
      }
      try (InputStream in = ScriptSource.class.getResourceAsStream("/" + OWN + "/" + name)) {
        return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the migration script " + name + " cannot be read", e);
    }
  }
}
