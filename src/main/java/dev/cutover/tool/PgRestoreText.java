package dev.cutover.tool;

import dev.cutover.cutover.StepFailure;
import dev.cutover.job.Problem;
import dev.cutover.rawdata.BackupText;
import dev.cutover.rawdata.SnapshotTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The text that `pg_restore -f -` makes of an archive.
public final class PgRestoreText implements BackupText {
  private static final int WAITED_SECONDS = 30;

  private final ClientPrograms programs;

  public PgRestoreText(Map<String, String> environment) {
    this.programs = new ClientPrograms(environment);
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
    try {
      return programs.newest().program("pg_restore").toString();
    } catch (StepFailure none) {
      throw new SnapshotTrouble(archive, none.problem(), none);
    }
  }
}
