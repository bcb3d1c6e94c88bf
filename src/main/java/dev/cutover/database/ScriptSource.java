package dev.cutover.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/// Where the migration scripts lie: inside the program, or in a folder (tests).
///
/// @param folder null for the program's own
record ScriptSource(@Nullable Path folder) {
  private static final String OWN = "db/migration";
  private static final String SCRIPT = ".sql";

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

  /// The names of all scripts of the program, in no order.
  static List<String> ownNames() {
    URL place =
        Objects.requireNonNull(
            ScriptSource.class.getResource("/" + OWN), OWN + " is not in the program");
    try {
      if (place.openConnection() instanceof JarURLConnection jar) {
        return jar.getJarFile().stream()
            .map(ZipEntry::getName)
            .filter(name -> name.startsWith(OWN + "/") && name.endsWith(SCRIPT))
            .map(name -> name.substring(OWN.length() + 1))
            .toList();
      }
      try (Stream<Path> files = Files.list(Path.of(place.toURI()))) {
        return files
            .map(file -> String.valueOf(file.getFileName()))
            .filter(name -> name.endsWith(SCRIPT))
            .toList();
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("the migration scripts cannot be listed", e);
    }
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
