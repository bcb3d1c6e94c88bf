package dev.cutover.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The embedded services of one home folder, each started when it is first asked for: a command
/// that needs no broker never waits for one. Closing leaves them to the other processes that use
/// them.
public final class EmbeddedServices implements AutoCloseable {
  private final Path folder;
  private @Nullable EmbeddedPostgresServer postgres;
  private @Nullable EmbeddedBroker broker;
  private boolean closed;

  private EmbeddedServices(Path folder) {
    this.folder = folder;
  }

  /// Starts nothing yet. `folder` is the one below the program's home that holds both services.
  public static EmbeddedServices open(Path folder) {
    return new EmbeddedServices(folder);
  }

  /// The database, running. A server that was killed meanwhile is started again by the next call.
  public synchronized DatabaseAddress database() {
    mustBeOpen();
    EmbeddedPostgresServer running = postgres;
    if (running == null || !running.isAlive()) {
      if (running != null) {
        running.close();
      }
      running = EmbeddedPostgresServer.open(folder.resolve("postgres"));
      postgres = running;
    }
    return running.address();
  }

  /// The broker, running: when the process that hosted it has ended, this one hosts it from now on.
  public synchronized BrokerAddress broker() {
    mustBeOpen();
    EmbeddedBroker running = broker;
    if (running == null || !running.isAlive()) {
      if (running != null) {
        running.close();
      }
      running = EmbeddedBroker.attachOrStart(folder.resolve("broker"));
      broker = running;
    }
    return running.address();
  }

  @Override
  public String toString() {
    return "embedded services in " + folder;
  }

  private void mustBeOpen() {
    if (closed) {
      throw new IllegalStateException("the embedded services are closed");
    }
  }

  /// Leaves both, the broker first. Closing twice is allowed.
  @Override
  public synchronized void close() {
    closed = true;
    EmbeddedBroker oldBroker = broker;
    EmbeddedPostgresServer oldPostgres = postgres;
    broker = null;
    postgres = null;
    try (oldPostgres;
        oldBroker) {
      // Both close in reverse order of naming, the second even when the first fails.
    }
  }
}
