package dev.cutover.tool;

import dev.cutover.job.Problem;
import dev.cutover.rawdata.BackupText;
import dev.cutover.rawdata.SnapshotTrouble;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The text that `pg_restore -f -` makes of an archive.
public final class PgRestoreText implements BackupText {
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
  private static final int WAITED_SECONDS = 30;

  private final Map<String, String> environment;

  public PgRestoreText(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public void read(Path archive, List<String> tables, Reading reading) {
    List<String> command = new ArrayList<>(List.of(program(archive), "--data-only"));
    tables.forEach(table -> command.add("--table=" + table));
    command.addAll(List.of("--file=-", archive.toString()));
    Process process = null;
    try {
      Path said = Files.createTempFile("pg-restore", ".txt");
      try {
        process = new ProcessBuilder(command).redirectError(said.toFile()).start();
        process.getOutputStream().close();
        try (InputStream text = process.getInputStream()) {
          reading.from(text);
        }
        if (!process.waitFor(WAITED_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
          throw unreadable(archive, Files.readString(said, StandardCharsets.UTF_8).strip(), null);
        }
      } finally {
        Files.deleteIfExists(said);
      }
    } catch (IOException e) {
      throw unreadable(archive, String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreadable(archive, "it was interrupted", e);
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  private static SnapshotTrouble unreadable(
      Path archive, String why, @org.jspecify.annotations.Nullable Exception cause) {
    return new SnapshotTrouble(
        archive,
        new Problem(
            "backup.unreadable",
            "The backup " + archive + " cannot be read to its end: " + why + ".",
            "Prove it with pg_restore --list; use another copy. Nothing was written."),
        cause);
  }

  private String program(Path archive) {
    List<Path> folders = new ArrayList<>();
    String named = environment.get("PG_BIN");
    if (named != null && !named.isBlank()) {
      folders.add(Path.of(named));
    }
    for (String each : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (!each.isBlank()) {
        folders.add(Path.of(each));
      }
    }
    folders.addAll(installed());
    for (Path folder : folders) {
      for (String name : List.of("pg_restore", "pg_restore.exe")) {
        if (Files.isExecutable(folder.resolve(name))) {
          return folder.resolve(name).toString();
        }
      }
    }
    throw new SnapshotTrouble(
        archive,
        new Problem(
            "backup.no_pg_restore",
            "pg_restore was not found on PATH, in PG_BIN or in the usual folders.",
            "Install PostgreSQL's client programs (Debian: apt install postgresql-client), or set"
                + " PG_BIN to their folder."));
  }

  /// The newest first: it reads the archives of the older ones.
  private static List<Path> installed() {
    if (!Files.isDirectory(DEBIAN)) {
      return List.of();
    }
    try (Stream<Path> versions = Files.list(DEBIAN)) {
      return versions
          .sorted(Comparator.reverseOrder())
          .map(version -> version.resolve("bin"))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
