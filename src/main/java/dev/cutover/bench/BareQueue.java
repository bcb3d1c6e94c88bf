package dev.cutover.bench;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The limit of a job queue in a table: as many connections as there are slots, each claims a batch
/// with `SKIP LOCKED` in one statement and completes it in another. No broker, no leases, no
/// events.
final class BareQueue {
  /// As many as a slot of ours takes at the most.
  private static final int BATCH = 128;

  private static final String CLAIM =
      """
      UPDATE etl_job_queue q SET status = 'running', attempt = q.attempt + 1, started_at = clock_timestamp()
      FROM (SELECT id FROM etl_job_queue WHERE job_type = 'load' AND status = 'pending'
          AND scheduled_at <= clock_timestamp()
        ORDER BY priority DESC, scheduled_at, id LIMIT 128 FOR NO KEY UPDATE SKIP LOCKED) c
      WHERE q.id = c.id RETURNING q.id, q.payload
      """;
  private static final String COMPLETE =
      "UPDATE etl_job_queue SET status = 'completed', completed_at = clock_timestamp()"
          + " WHERE id = ANY (?) AND status = 'running'";

  private final Ground ground;
  private final int workers;

  BareQueue(Ground ground, int workers) {
    this.ground = ground;
    this.workers = workers;
  }

  /// @return jobs a second
  double measure(int count) throws InterruptedException {
    List<Connection> connections = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
      for (int i = 0; i < workers; i++) {
        connections.add(ground.another());
      }
      long begun = System.nanoTime();
      List<Future<Integer>> done =
          connections.stream().map(each -> threads.submit(() -> work(each))).toList();
      int total = 0;
      for (Future<Integer> each : done) {
        total += each.get();
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      if (total != count) {
        throw new IllegalStateException(total + " of " + count + " jobs were worked off");
      }
      JobsBench.allDone(ground, count);
      return count / seconds;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Measuring ended: " + e.getCause(), e);
    } finally {
      close(connections);
    }
  }

  private static int work(Connection connection) throws SQLException {
    int total = 0;
    try (PreparedStatement claim = connection.prepareStatement(CLAIM);
        PreparedStatement complete = connection.prepareStatement(COMPLETE)) {
      while (true) {
        List<Long> ids = new ArrayList<>(BATCH);
        try (ResultSet rows = claim.executeQuery()) {
          while (rows.next()) {
            ids.add(rows.getLong(1));
          }
        }
        if (ids.isEmpty()) {
          return total;
        }
        Array array = connection.createArrayOf("bigint", ids.toArray());
        complete.setArray(1, array);
        total += complete.executeUpdate();
        array.free();
      }
    }
  }

  private static void close(List<Connection> connections) {
    for (Connection each : connections) {
      try {
        each.close();
      } catch (SQLException e) {
        throw Ground.trouble("closing a connection", e);
      }
    }
  }
}
