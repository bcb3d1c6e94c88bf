package dev.cutover.tool;

import dev.cutover.cutover.StepFailure;
import dev.cutover.job.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds PostgreSQL's client programs on this machine and tells their versions. An older one cannot
/// dump a newer server; it says so only after a while and only in its exit status.
final class ClientPrograms {
  private static final Pattern VERSION = Pattern.compile("\\) (\\d+)(\\.\\d+)?[^ ]*");
  private static final List<String> ROOTS =
      List.of(
          "/usr/lib/postgresql",
          "/usr/pgsql",
          "/opt/homebrew/opt",
          "/usr/local/opt",
          "/Library/PostgreSQL",
          "C:/Program Files/PostgreSQL");
  private static final long PATIENCE_SECONDS = 10;

  /// Of the servers that this program works with.
  private static final int OLDEST = 15;

  private final Map<String, String> environment;
  private final List<Path> roots;
  private final Map<Integer, Found> chosen = new ConcurrentHashMap<>();

  ClientPrograms(Map<String, String> environment) {
    this(environment, ROOTS.stream().map(Path::of).toList());
  }

  /// @param roots folders that hold a folder with `bin` for each version
  ClientPrograms(Map<String, String> environment, List<Path> roots) {
    this.environment = environment;
    this.roots = roots;
  }

  /// One folder with all programs, of one version.
  ///
  /// @param text as `pg_dump --version` tells it
  record Found(Path folder, int major, String text) {
    Path program(String name) {
      Path plain = folder.resolve(name);
      return Files.isExecutable(plain) ? plain : folder.resolve(name + ".exe");
    }
  }

  /// The one named by PG_BIN if it fits, else the oldest that fits: its dumps can be read by the
  /// most. Looked for once, since each look starts every program that there is.
  ///
  /// @throws StepFailure none fits
  Found fitting(int major) {
    Found before = chosen.get(major);
    if (before != null && Files.isExecutable(before.program("pg_dump"))) {
      return before;
    }
    Found found = choose(major);
    chosen.put(major, found);
    return found;
  }

  /// The one named by PG_BIN, else the newest: it reads the archives of all others.
  ///
  /// @throws StepFailure none is installed
  Found newest() {
    List<Found> all = all();
    String named = environment.get("PG_BIN");
    return all.stream()
        .filter(each -> named != null && each.folder().equals(Path.of(named)))
        .findFirst()
        .or(() -> all.stream().max(Comparator.comparingInt(Found::major)))
        .orElseThrow(() -> missing(OLDEST, all));
  }

  private Found choose(int major) {
    List<Found> all = all();
    String chosen = environment.get("PG_BIN");
    for (Found each : all) {
      if (chosen != null && each.folder().equals(Path.of(chosen)) && each.major() >= major) {
        return each;
      }
    }
    return all.stream()
        .filter(each -> each.major() >= major)
        .min(Comparator.comparingInt(Found::major))
        .orElseThrow(() -> missing(major, all));
  }

  private static StepFailure missing(int major, List<Found> all) {
    String found =
        all.isEmpty()
            ? "pg_dump is not found on PATH, in PG_BIN or the usual folders"
            : "pg_dump here is too old for a server of version "
                + major
                + ": "
                + String.join(", ", all.stream().map(e -> e.text() + " in " + e.folder()).toList());
    return new StepFailure(
        new Problem(
            "refused.pg_dump",
            found + ". Nothing was done.",
            "Install PostgreSQL's client programs, version "
                + major
                + " or newer (Debian and Ubuntu: apt install postgresql-client-"
                + major
                + "; Fedora and RHEL: dnf install postgresql"
                + major
                + "; macOS: brew install libpq), or set PG_BIN to their folder."));
  }

  private List<Found> all() {
    Map<Path, Found> found = new LinkedHashMap<>();
    for (Path each : folders()) {
      Found there = new Found(each, 0, "");
      if (Files.isExecutable(there.program("pg_dump"))
          && Files.isExecutable(there.program("pg_restore"))) {
        String text = version(there.program("pg_dump"));
        Matcher version = VERSION.matcher(text);
        if (version.find()) {
          found.putIfAbsent(each, new Found(each, Integer.parseInt(version.group(1)), text));
        }
      }
    }
    return List.copyOf(found.values());
  }

  /// The folders of versions before PATH: what is on PATH may be a script that chooses by itself.
  private Set<Path> folders() {
    Set<Path> folders = new LinkedHashSet<>();
    String chosen = environment.get("PG_BIN");
    if (chosen != null && !chosen.isBlank()) {
      folders.add(Path.of(chosen));
    }
    roots.forEach(root -> folders.addAll(versions(root)));
    Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(each -> !each.isBlank())
        .map(Path::of)
        .forEach(folders::add);
    return folders;
  }

  private static List<Path> versions(Path root) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(root)) {
      return new ArrayList<>(children.map(each -> each.resolve("bin")).sorted().toList());
    } catch (IOException e) {
      return List.of();
    }
  }

  /// Empty when it does not say.
  private static String version(Path program) {
    Process process = null;
    try {
      process =
          new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) ? text : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }
}
