package dev.cutover.database;

import dev.cutover.job.EntityType;
import dev.cutover.job.RunId;
import dev.cutover.job.Stage;
import dev.cutover.monitor.GapExplanation;
import dev.cutover.monitor.PipelineMonitor;
import dev.cutover.monitor.Reconciliation;
import dev.cutover.monitor.RunSnapshot;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Reads what the console and the command line show. Changes nothing.
public final class PgMonitor implements PipelineMonitor {
  private static final String RUN =
      """
      SELECT r.id, r.tenant_id, r.integration_id, i.provider, r.status, r.is_full, r.started_at, r.ended_at,
        extract(epoch FROM COALESCE(r.ended_at, clock_timestamp()) - r.started_at) AS seconds,
        (SELECT count(*) FROM etl_job_queue j WHERE j.run_id = r.id AND j.status = 'dead') AS dead
      FROM etl_run r JOIN integrations i ON i.id = r.integration_id
      """;

  private final Database database;

  public PgMonitor(Database database) {
    this.database = database;
  }

  @Override
  public Optional<RunSnapshot> run(RunId run) {
    return database.withConnection(
        connection ->
            Sql.on(connection, RUN + " WHERE r.id = ?")
                .with(run.value())
                .first(row -> snapshot(connection, row)));
  }

  @Override
  public List<RunSnapshot> latestRuns(int limit) {
    return database.withConnection(
        connection ->
            Sql.on(connection, RUN + " ORDER BY r.id DESC LIMIT ?")
                .with(limit)
                .list(row -> snapshot(connection, row)));
  }

  private static RunSnapshot snapshot(Connection connection, java.sql.ResultSet row)
      throws SQLException {
    long id = row.getLong("id");
    Instant started = Sql.instant(row, "started_at");
    return new RunSnapshot(
        new RunId(id),
        row.getLong("tenant_id"),
        row.getLong("integration_id"),
        PgIntegrations.kind(row.getString("provider")),
        row.getString("status"),
        row.getBoolean("is_full"),
        started == null ? Instant.EPOCH : started,
        Sql.instant(row, "ended_at"),
        Duration.ofMillis(Math.round(row.getDouble("seconds") * 1000)),
        entities(connection, id),
        openJobs(connection, id),
        row.getLong("dead"),
        problems(connection, id));
  }

  private static List<RunSnapshot.EntityCount> entities(Connection connection, long run) {
    Map<EntityType, Map<Stage, RunSnapshot.StageCount>> counts = new EnumMap<>(EntityType.class);
    Sql.on(
            connection,
            "SELECT entity_type, stage, expected, done, failed, unchanged FROM etl_run_count WHERE"
                + " run_id = ?")
        .with(run)
        .list(
            row ->
                counts
                    .computeIfAbsent(
                        EntityType.of(row.getString(1)).orElseThrow(),
                        _ -> new EnumMap<>(Stage.class))
                    .put(
                        Stage.of(row.getString(2)).orElseThrow(),
                        new RunSnapshot.StageCount(
                            row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6))));
    List<RunSnapshot.EntityCount> entities = new ArrayList<>();
    counts.forEach((entity, stages) -> entities.add(new RunSnapshot.EntityCount(entity, stages)));
    return List.copyOf(entities);
  }

  private static Map<String, Long> openJobs(Connection connection, long run) {
    Map<String, Long> open = new LinkedHashMap<>();
    Sql.on(
            connection,
            "SELECT status, count(*) FROM etl_job_queue WHERE run_id = ? AND status IN ('pending',"
                + " 'queued', 'running') GROUP BY 1 ORDER BY 1")
        .with(run)
        .list(row -> open.put(row.getString(1), row.getLong(2)));
    return open;
  }

  private static List<RunSnapshot.ProblemCount> problems(Connection connection, long run) {
    return Sql.on(
            connection,
            // In its own words where all say the same, else by what the words have in common.
            """
            SELECT error_class, CASE min(error_details -> -1 ->> 'what')
                WHEN max(error_details -> -1 ->> 'what') THEN max(error_details -> -1 ->> 'what')
                ELSE pattern END AS what,
              max(error_details -> -1 ->> 'remedy') AS remedy, count(*) AS jobs
            FROM (SELECT error_class, error_details, %s AS pattern FROM etl_job_queue
              WHERE run_id = ? AND error_class IS NOT NULL
                AND (status = 'dead' OR status IN ('pending', 'queued', 'running'))) problems
            GROUP BY error_class, pattern ORDER BY jobs DESC, error_class, pattern LIMIT 5
            """
                .formatted(PgJobBrowser.PATTERN))
        .with(run)
        .list(
            row ->
                new RunSnapshot.ProblemCount(
                    row.getString(1),
                    Optional.ofNullable(row.getString(2)).orElse(row.getString(1)),
                    Optional.ofNullable(row.getString(3)).orElse(""),
                    row.getLong(4)));
  }

  @Override
  public Reconciliation reconcile(Optional<String> tenant) {
    return database.withConnection(
        connection -> {
          Optional<Integer> id =
              tenant.map(
                  name ->
                      Sql.on(connection, "SELECT id FROM tenants WHERE name = ? OR id::text = ?")
                          .with(name)
                          .with(name)
                          .first(row -> row.getInt(1))
                          .orElseThrow(
                              () ->
                                  new NoSuchElementException("There is no tenant " + name + ".")));
          return new PgReconciliation().compare(connection, id);
        });
  }

  @Override
  public GapExplanation explain(GapExplanation.Scope scope, Duration patience) {
    return new PgGapExplanation(database).explain(scope, patience);
  }

  @Override
  public List<WorkerLine> workers() {
    return database.withConnection(
        connection ->
            Sql.on(
                    connection,
                    """
                    SELECT name, host, pid, stages, slots, state,
                      extract(epoch FROM clock_timestamp() - seen_at)::bigint AS silent,
                      jobs_done, stale_hints, fenced
                    FROM etl_worker WHERE seen_at > clock_timestamp() - interval '1 hour' ORDER BY started_at
                    """)
                .list(
                    row -> {
                      Array stages = row.getArray("stages");
                      return new WorkerLine(
                          row.getString("name"),
                          row.getString("host"),
                          row.getLong("pid"),
                          List.of((String[]) stages.getArray()),
                          row.getInt("slots"),
                          row.getString("state"),
                          row.getLong("silent"),
                          row.getLong("jobs_done"),
                          row.getLong("stale_hints"),
                          row.getLong("fenced"));
                    }));
  }

  @Override
  public List<JobCount> jobCounts() {
    return database.withConnection(
        connection ->
            Sql.on(
                    connection,
                    "SELECT job_type, status, count(*) FROM etl_job_queue GROUP BY 1, 2 ORDER BY 1,"
                        + " 2")
                .list(row -> new JobCount(row.getString(1), row.getString(2), row.getLong(3))));
  }
}
