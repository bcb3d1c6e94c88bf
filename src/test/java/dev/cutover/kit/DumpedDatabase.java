package dev.cutover.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A fixture's database as an archive of pg_dump, made by the programs of the system.
public final class DumpedDatabase {
  private static final Path PG_DUMP = Path.of("/usr/lib/postgresql/15/bin/pg_dump");

  private DumpedDatabase() {}

  public static boolean isPossible() {
    return Files.isExecutable(PG_DUMP);
  }

  public static void dump(PipelineFixture fixture, Path archive) {
    URI uri = URI.create(fixture.address().toUri());
    ProcessBuilder builder =
        new ProcessBuilder(
                PG_DUMP.toString(),
                "-Fc",
                "-h",
                uri.getHost(),
                "-p",
                String.valueOf(uri.getPort()),
                "-U",
                "postgres",
                "-f",
                archive.toString(),
                uri.getPath().substring(1))
            .redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", "postgres");
    builder.environment().put("PGTZ", "Asia/Kolkata");
    try {
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("pg_dump: " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
