package dev.cutover.archive;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Connections to a snapshot that is read: one for each reader at a time, kept for the next one.
final class Readers implements AutoCloseable {
  private static final int KEPT = 3;

  private final Path file;
  private final Deque<Connection> idle = new ArrayDeque<>();
  private boolean closed;

  Readers(Path file) {
    this.file = file;
  }

  /// Reads something.
  interface Work<T extends @Nullable Object> {
    T on(Connection connection) throws SQLException;
  }

  <T extends @Nullable Object> T read(Work<T> work) throws SQLException {
    Connection connection = take();
    boolean good = false;
    try {
      T answer = work.on(connection);
      good = true;
      return answer;
    } finally {
      if (!good || !keep(connection)) {
        connection.close();
      }
    }
  }

  private Connection take() throws SQLException {
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("the snapshot " + file + " is closed");
      }
      Connection kept = idle.poll();
      if (kept != null) {
        return kept;
      }
    }
    return SqliteFile.openFrozen(file);
  }

  private synchronized boolean keep(Connection connection) {
    return !closed && idle.size() < KEPT && idle.add(connection);
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (Connection each : idle) {
      try {
        each.close();
      } catch (SQLException e) {
        // Nothing was written: there is nothing to lose.
        org.slf4j.LoggerFactory.getLogger(Readers.class).warn("closing {}", file, e);
      }
    }
    idle.clear();
  }
}
