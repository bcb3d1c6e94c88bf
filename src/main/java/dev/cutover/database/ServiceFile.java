package dev.cutover.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// libpq's service files: sections of `name=value` lines under the name of a service. The user's
/// own file (PGSERVICEFILE, else `~/.pg_service.conf`) goes before the one of PGSYSCONFDIR.
///
/// Read here and not by the driver: the driver lets its own default host win over the service's.
final class ServiceFile {
  private final List<Path> files;

  private ServiceFile(List<Path> files) {
    this.files = files;
  }

  static ServiceFile of(Map<String, String> environment) {
    List<Path> files = new ArrayList<>();
    String named = environment.get("PGSERVICEFILE");
    String roaming = environment.get("APPDATA");
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
    if (named != null && !named.isEmpty()) {
      files.add(Path.of(named));
    } else if (roaming != null && !roaming.isEmpty()) {
      files.add(Path.of(roaming, "postgresql", ".pg_service.conf"));
    } else {
      files.add(Path.of(home, ".pg_service.conf"));
    }
    String system = environment.get("PGSYSCONFDIR");
    if (system != null && !system.isEmpty()) {
      files.add(Path.of(system, "pg_service.conf"));
    }
    return new ServiceFile(files);
  }

  /// What the service is set to, by libpq's names.
  ///
  /// @throws IllegalArgumentException when no file has it
  Map<String, String> read(String service) {
    for (Path file : files) {
      Map<String, String> found = Files.isReadable(file) ? section(file, service) : Map.of();
      if (!found.isEmpty()) {
        return found;
      }
    }
    throw new IllegalArgumentException(
        "The service "
            + service
            + " is not in "
            + String.join(" or ", files.stream().map(Path::toString).toList())
            + ". Name one that is there, or the server itself.");
  }

  private static Map<String, String> section(Path file, String service) {
    Map<String, String> found = new LinkedHashMap<>();
    boolean inside = false;
    try {
      for (String each : Files.readAllLines(file)) {
        String line = each.strip();
        if (line.startsWith("[")) {
          inside = line.equals("[" + service + "]");
        } else if (inside && !line.startsWith("#") && line.indexOf('=') > 0) {
          int equals = line.indexOf('=');
          found.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The service file " + file + " cannot be read.", e);
    }
    return found;
  }
}
