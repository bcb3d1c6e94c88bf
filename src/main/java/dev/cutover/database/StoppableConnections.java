package dev.cutover.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Connections whose statements end on the server when somebody says stop: the one under way, and
/// every later one, until this is closed. For work that a library does over connections of its own.
final class StoppableConnections implements ConnectionFactory, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StoppableConnections.class);
  private static final String QUERY_CANCELED = "57014";
  private static final long LOOK_EVERY_MILLIS = 100;

  private final ConnectionFactory connections;
  private final BooleanSupplier stop;
  private final List<Connection> opened = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread watcher;

  StoppableConnections(ConnectionFactory connections, BooleanSupplier stop) {
    this.connections = connections;
    this.stop = stop;
    this.watcher = Thread.ofVirtual().name("migration-stop").start(this::watch);
  }

  @Override
  public Connection open() throws SQLException {
    if (stop.getAsBoolean()) {
      throw new SQLException("stopped by a person", QUERY_CANCELED);
    }
    Connection connection = connections.open();
    opened.add(connection);
    return connection;
  }

  /// Says it again and again: a request that comes between two statements hits none.
  private void watch() {
    try {
      while (!over.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        if (stop.getAsBoolean()) {
          opened.forEach(StoppableConnections::end);
        }
      }
    } catch (InterruptedException nobodys) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(Connection connection) {
    try {
      if (!connection.isClosed()) {
        connection.unwrap(PGConnection.class).cancelQuery();
      }
    } catch (SQLException e) {
      LOG.info("A statement could not be asked to end: {}", e.getMessage());
    }
  }

  /// Whether this is what a statement says that was ended so.
  static boolean isStop(SQLException failure) {
    return QUERY_CANCELED.equals(failure.getSQLState());
  }

  /// Waits for a request that is under way, so that it hits nobody else's statement.
  @Override
  public void close() {
    over.countDown();
    boolean interrupted = false;
    while (watcher.isAlive()) {
      try {
        watcher.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
