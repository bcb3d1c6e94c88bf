package dev.cutover.boot;

import dev.cutover.check.Finding;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Examines the machine the program runs on: what it needs is there, or what is missing and what to
/// do. Contacts no server.
public final class Workstation {
  private static final int OLDEST_JAVA = 25;
  private static final long LITTLE_SPACE = 2L << 30;
  private static final String[] CLIENT_FOLDERS = {
    "/usr/lib/postgresql",
    "/usr/pgsql",
    "/opt/homebrew/opt",
    "/Library/PostgreSQL",
    "C:/Program Files/PostgreSQL"
  };

  private final Home home;
  private final Map<String, String> environment;

  public Workstation(Home home, Map<String, String> environment) {
    this.home = home;
    this.environment = environment;
  }

  public List<Finding> examine() {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(folder("config", home.config()));
    findings.add(folder("data", home.data()));
    findings.add(folder("logs", home.logs()));
    findings.add(space());
    findings.add(client("pg_dump"));
    findings.add(client("pg_restore"));
    findings.add(display());
    findings.add(
        Finding.pass(
            "key store",
            "secrets are kept encrypted in " + home.secret() + " (files of this user only)"));
    return findings;
  }

  private static Finding java() {
    int version = Runtime.version().feature();
    String found =
        "Java " + Runtime.version() + " of " + System.getProperty("java.vendor", "unknown");
    return version >= OLDEST_JAVA
        ? Finding.pass("java", found)
        : Finding.fail("java", found, "Install a JDK " + OLDEST_JAVA + " or newer.");
  }

  private static Finding folder(String name, Path folder) {
    try {
      Path probe = Files.createTempFile(folder, "doctor", ".tmp");
      Files.delete(probe);
      return Finding.pass(name, folder + " is writable");
    } catch (IOException e) {
      return Finding.fail(
          name,
          folder + " cannot be written: " + e.getMessage() + ".",
          "Mend its rights or set CUTOVER_HOME.");
    }
  }

  private Finding space() {
    try {
      long free = Files.getFileStore(home.data()).getUsableSpace();
      String found = String.format(Locale.ROOT, "%.1f GB free below %s", free / 1e9, home.data());
      return free >= LITTLE_SPACE
          ? Finding.pass("space", found)
          : Finding.warn("space", found + ".", "Make room, or set CUTOVER_HOME to another disk.");
    } catch (IOException e) {
      return Finding.warn("space", "unknown: " + e.getMessage() + ".", "Look by hand.");
    }
  }

  private Finding client(String name) {
    Optional<Path> found = find(name);
    return found
        .map(path -> Finding.pass(name, path.toString()))
        .orElseGet(
            () ->
                Finding.warn(
                    name,
                    "not found on PATH, in PG_BIN or the usual folders; backups need it.",
                    "Install the PostgreSQL client (Debian: apt install postgresql-client)."));
  }

  private Optional<Path> find(String name) {
    List<Path> folders = new ArrayList<>();
    Optional.ofNullable(environment.get("PG_BIN")).map(Path::of).ifPresent(folders::add);
    String path = environment.getOrDefault("PATH", "");
    Stream.of(path.split(File.pathSeparator, -1))
        .filter(each -> !each.isBlank())
        .map(Path::of)
        .forEach(folders::add);
    for (String root : CLIENT_FOLDERS) {
      folders.addAll(versions(Path.of(root)));
    }
    return folders.stream()
        .flatMap(each -> Stream.of(each.resolve(name), each.resolve(name + ".exe")))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static List<Path> versions(Path root) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(root)) {
      return children.sorted().map(each -> each.resolve("bin")).toList().reversed();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private Finding display() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    boolean there =
        system.contains("windows")
            || system.contains("mac")
            || environment.containsKey("DISPLAY")
            || environment.containsKey("WAYLAND_DISPLAY");
    return there
        ? Finding.pass("display", "there is one")
        : Finding.warn(
            "display",
            "none; every verb works without one.",
            "The window needs DISPLAY or WAYLAND_DISPLAY.");
  }
}
