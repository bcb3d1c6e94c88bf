package dev.cutover.kit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;

/// A PostgreSQL server of the test's own that is stopped the hard way and comes back on its port
/// with its data.
public final class RestartablePostgres implements AutoCloseable {
  private final Path folder = TestFolder.create("restartable-pg");
  private final int port = TestPorts.free();
  private EmbeddedPostgres server;

  public RestartablePostgres() throws IOException {
    server = start();
    TestPostgres.migrate(url());
  }

  private EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder)
        .setCleanDataDirectory(false)
        .setPort(port)
        .setServerConfig("max_connections", "200")
        .setPGStartupWait(Duration.ofMinutes(1))
        .start();
  }

  public String url() {
    return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres&password=postgres";
  }

  /// Immediate shutdown: every session is cut, nothing is flushed; the start afterwards is a crash
  /// recovery.
  public void stopImmediately() throws IOException {
    long postmaster =
        Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid")).getFirst().strip());
    new ProcessBuilder("kill", "-QUIT", String.valueOf(postmaster)).inheritIO().start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> ProcessHandle.of(postmaster).isEmpty() && !answers());
    server.close();
  }

  public void startAgain() throws IOException {
    server = start();
  }

  private boolean answers() {
    try (Connection connection = DriverManager.getConnection(url())) {
      return connection.isValid(1);
    } catch (SQLException gone) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    TestFolder.delete(folder);
  }
}
