package dev.cutover.pipeline;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closed while the system of record does not answer: nothing is claimed, dispatched or reaped
/// then. Whoever meets a broken connection closes it; the housekeeper probes and opens it again.
final class DatabaseGate {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseGate.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean open = true;

  boolean isOpen() {
    lock.lock();
    try {
      return open;
    } finally {
      lock.unlock();
    }
  }

  void close(String why) {
    lock.lock();
    try {
      if (open) {
        LOG.warn("database gate closed: {}", why);
      }
      open = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void open() {
    lock.lock();
    try {
      if (!open) {
        LOG.info("database gate open again");
      }
      open = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the gate is open or the time is over.
  boolean awaitOpen(Duration atMost) throws InterruptedException {
    return await(true, atMost);
  }

  /// Waits until the gate is closed or the time is over.
  boolean awaitClosed(Duration atMost) throws InterruptedException {
    return await(false, atMost);
  }

  private boolean await(boolean wanted, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lockInterruptibly();
    try {
      while (open != wanted && left > 0) {
        left = changed.awaitNanos(left);
      }
      return open == wanted;
    } finally {
      lock.unlock();
    }
  }
}
