package dev.cutover.database;

import dev.cutover.job.Stage;
import dev.cutover.pipeline.WorkerRegistry;
import dev.cutover.pipeline.WorkerTally;
import java.util.Set;
import java.util.UUID;

/// `etl_worker`. An entry silent for a minute is a worker that is gone; it is dropped after a day.
public final class PgWorkers implements WorkerRegistry {
  private final Database database;
  private final UUID id = UUID.randomUUID();
  private final String name;
  private final String host;

  public PgWorkers(Database database, String name, String host) {
    this.database = database;
    this.name = name;
    this.host = host;
  }

  @Override
  public int report(Set<Stage> stages, int slots, String state, WorkerTally tally) {
    return database.withConnection(
        connection -> {
          Sql.on(
                  connection,
                  """
                  INSERT INTO etl_worker (id, name, host, pid, stages, slots, state, jobs_done, stale_hints, fenced)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                  ON CONFLICT (id) DO UPDATE SET state = EXCLUDED.state, seen_at = clock_timestamp(),
                    jobs_done = EXCLUDED.jobs_done, stale_hints = EXCLUDED.stale_hints, fenced = EXCLUDED.fenced
                  """)
              .with(id)
              .with(name)
              .with(host)
              .with(ProcessHandle.current().pid())
              .withTexts(stages.stream().map(Stage::word).sorted().toList())
              .with(slots)
              .with(state)
              .with(tally.done())
              .with(tally.stale())
              .with(tally.fenced())
              .update();
          Sql.on(
                  connection,
                  "DELETE FROM etl_worker WHERE seen_at < clock_timestamp() - interval '1 day'")
              .update();
          return Sql.on(
                  connection,
                  "SELECT COALESCE(sum(slots), 0) FROM etl_worker WHERE seen_at > clock_timestamp()"
                      + " - interval '1 minute' AND state <> 'stopped'")
              .one(row -> row.getInt(1));
        });
  }

  @Override
  public void leave() {
    database.withConnection(
        connection -> Sql.on(connection, "DELETE FROM etl_worker WHERE id = ?").with(id).update());
  }
}
