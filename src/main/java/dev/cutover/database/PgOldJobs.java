package dev.cutover.database;

import dev.cutover.cutover.OldJobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The rows of `etl_jobs`, in the shape that the platform had before the cutover: the status is a
/// word.
public final class PgOldJobs implements OldJobs {
  private final Database database;

  public PgOldJobs(Database database) {
    this.database = database;
  }

  @Override
  public List<Job> all() {
    return database.withConnection(
        connection ->
            Sql.on(
                    connection,
                    """
                    SELECT j.id, j.job_name, t.name, coalesce(j.status, ''),
                      coalesce(extract(epoch FROM localtimestamp - j.last_run_started_at), 0)::bigint
                    FROM etl_jobs j JOIN tenants t ON t.id = j.tenant_id
                    ORDER BY j.tenant_id, j.execution_order
                    """)
                .list(
                    row ->
                        new Job(
                            row.getLong(1),
                            String.valueOf(row.getString(2)),
                            String.valueOf(row.getString(3)),
                            String.valueOf(row.getString(4)),
                            row.getLong(5))));
  }

  @Override
  public int pauseIdle() {
    return pause(" AND status IS DISTINCT FROM 'RUNNING'");
  }

  @Override
  public int pauseAll() {
    return pause("");
  }

  private int pause(String which) {
    return database.withConnection(
        connection ->
            Sql.on(
                    connection,
                    "UPDATE etl_jobs SET status = 'PAUSED' WHERE status IS DISTINCT FROM 'PAUSED'"
                        + which)
                .update());
  }

  @Override
  public int restore(Map<Long, String> statuses) {
    List<Long> ids = new ArrayList<>();
    List<String> words = new ArrayList<>();
    statuses.forEach(
        (id, status) -> {
          ids.add(id);
          words.add(status);
        });
    return database.withConnection(
        connection ->
            Sql.on(
                    connection,
                    "UPDATE etl_jobs j SET status = nullif(was.status, '') FROM unnest(?, ?) AS"
                        + " was(id, status) WHERE j.id = was.id AND j.status = 'PAUSED'")
                .withLongs(ids)
                .withTexts(words)
                .update());
  }
}
