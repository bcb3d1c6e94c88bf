package dev.cutover.embedded.oldservice;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/// The old service's orchestrator: one job at a time, the first that is PENDING, else the first
/// that is READY; a job that ends makes the next one in the order PENDING. What is PAUSED is passed
/// over.
final class Scheduler {
  /// Between two jobs, as the old service's timer has it (there it is minutes).
  private static final long REST = TimeUnit.SECONDS.toNanos(1);

  private final long runsFor;
  private long running;
  private long rests;
  private long ends;

  /// @param runsFor nanoseconds that a job takes
  Scheduler(long runsFor) {
    this.runsFor = runsFor;
    this.rests = System.nanoTime();
  }

  boolean isRunning() {
    return running > 0;
  }

  /// Ends the job that is over, else begins one that is due.
  void tick(Connection connection, long now) throws SQLException {
    if (!isRunning()) {
      if (now - rests >= 0) {
        begin(connection, now);
      }
    } else if (now - ends >= 0) {
      end(connection);
      rests = now + REST;
    }
  }

  private void begin(Connection connection, long now) throws SQLException {
    long next =
        find(
            connection,
            "SELECT id FROM etl_jobs WHERE status IN ('PENDING', 'READY') AND active"
                + " ORDER BY status, execution_order LIMIT 1");
    if (next > 0
        && update(
                connection,
                "UPDATE etl_jobs SET status = 'RUNNING', last_run_started_at = now() WHERE id = ?"
                    + " AND status IN ('PENDING', 'READY')",
                next)
            == 1) {
      running = next;
      ends = now + runsFor;
    }
  }

  /// Also what a graceful stop does with a job that is under way.
  void end(Connection connection) throws SQLException {
    if (!isRunning()) {
      return;
    }
    update(
        connection,
        "UPDATE etl_jobs SET status = 'FINISHED', last_success_at = now(), retry_count = 0,"
            + " error_message = NULL WHERE id = ?",
        running);
    update(
        connection,
        "UPDATE etl_jobs SET status = 'PENDING' WHERE status NOT IN ('PAUSED', 'RUNNING') AND id ="
            + " (SELECT n.id FROM etl_jobs n, etl_jobs me WHERE me.id = ? AND n.tenant_id ="
            + " me.tenant_id AND n.status NOT IN ('PAUSED', 'RUNNING') ORDER BY n.execution_order"
            + " <= me.execution_order, n.execution_order LIMIT 1)",
        running);
    running = 0;
  }

  private static int update(Connection connection, String sql, long id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, id);
      return statement.executeUpdate();
    }
  }

  private static long find(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }
}
