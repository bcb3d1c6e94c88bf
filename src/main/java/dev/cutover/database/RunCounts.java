package dev.cutover.database;

import dev.cutover.job.RunId;
import dev.cutover.pipeline.Counts;
import java.sql.Connection;

/// `etl_run_count`: rows of a run by entity and stage. Transactions touch the stages in pipeline
/// order, so that two of them never wait for each other in a circle.
final class RunCounts {
  private RunCounts() {}

  static void add(Connection connection, RunId run, Counts counts) {
    Sql.on(
            connection,
            """
            INSERT INTO etl_run_count AS c (run_id, entity_type, stage, expected, done, failed, unchanged)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (run_id, entity_type, stage) DO UPDATE SET
              expected = c.expected + EXCLUDED.expected, done = c.done + EXCLUDED.done,
              failed = c.failed + EXCLUDED.failed, unchanged = c.unchanged + EXCLUDED.unchanged
            """)
        .with(run.value())
        .with(counts.entity().word())
        .with(counts.stage().word())
        .with(counts.expected())
        .with(counts.done())
        .with(counts.failed())
        .with(counts.unchanged())
        .update();
  }
}
