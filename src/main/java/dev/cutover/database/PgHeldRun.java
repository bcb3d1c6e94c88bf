package dev.cutover.database;

import dev.cutover.cutover.LostRun;
import dev.cutover.cutover.RunLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lock in hand. A session that was cut is opened anew, and holds on when nobody took the run
/// over meanwhile.
final class PgHeldRun implements RunLock.Held {
  private static final Logger LOG = LoggerFactory.getLogger(PgHeldRun.class);
  private static final long BEAT_SECONDS = 2;

  private final MaintenanceDatabase place;
  private final long epoch;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread heart;
  private Connection connection;

  PgHeldRun(MaintenanceDatabase place, Connection connection, long epoch) {
    this.place = place;
    this.connection = connection;
    this.epoch = epoch;
    this.heart = Thread.ofPlatform().daemon().name("cutover-run-beat").start(this::live);
  }

  @Override
  public long epoch() {
    return epoch;
  }

  @Override
  public synchronized void mustHold() {
    try {
      compare();
    } catch (DatabaseTrouble cut) {
      LOG.info("session of the lock is cut: {}", cut.getMessage());
      again();
    }
  }

  private void compare() {
    long newest =
        Sql.on(connection, "SELECT epoch FROM etl_cutover.etl_cutover_state WHERE database = ?")
            .with(place.target())
            .first(row -> row.getLong(1))
            .orElse(0L);
    if (newest != epoch) {
      throw new LostRun(epoch, newest);
    }
  }

  /// Another session, which must get the lock before anything is done: whoever has it now may be
  /// about to write a newer epoch.
  private void again() {
    try {
      closeQuietly();
      connection = place.connect();
      compare();
      if (!PgRunLock.tryLock(connection, place.target())) {
        throw new LostRun(epoch, epoch + 1);
      }
      compare();
    } catch (SQLException e) {
      throw new DatabaseTrouble("taking the lock of the cutover again", e);
    }
  }

  private void closeQuietly() {
    try {
      connection.close();
    } catch (SQLException dead) {
      LOG.debug("closing a dead session: {}", dead.getMessage());
    }
  }

  private void live() {
    try {
      while (!ended.await(BEAT_SECONDS, TimeUnit.SECONDS)) {
        beat();
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void beat() {
    if (ended.getCount() == 0) {
      return;
    }
    try {
      Sql.on(
              connection,
              "UPDATE etl_cutover.etl_cutover_state SET beat = clock_timestamp() WHERE database = ?"
                  + " AND epoch = ?")
          .with(place.target())
          .with(epoch)
          .update();
    } catch (DatabaseTrouble e) {
      LOG.debug("no sign of life was left: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    ended.countDown();
    heart.interrupt();
    synchronized (this) {
      closeQuietly();
    }
  }
}
