package dev.cutover.database;

import dev.cutover.cutover.CanaryRuns;
import dev.cutover.cutover.StepFailure;
import dev.cutover.job.IntegrationId;
import dev.cutover.job.Problem;
import dev.cutover.pipeline.RunRequest;
import dev.cutover.pipeline.RunStart;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// First runs as rows of `etl_run`, found again by who asked for them.
public final class PgCanaryRuns implements CanaryRuns {
  /// Before everything else.
  private static final int PRIORITY = 9;

  private final Database database;
  private final PgRuns runs;

  public PgCanaryRuns(Database database) {
    this.database = database;
    this.runs = new PgRuns(database);
  }

  @Override
  public List<Integration> integrations() {
    return database.withConnection(
        connection ->
            Sql.on(
                    connection,
                    "SELECT i.id, i.provider || ' of ' || t.name FROM integrations i JOIN tenants t"
                        + " ON t.id = i.tenant_id WHERE coalesce(i.active, true) AND i.type ="
                        + " 'Data' ORDER BY i.id")
                .list(row -> new Integration(row.getLong(1), String.valueOf(row.getString(2)))));
  }

  @Override
  public Optional<Canary> find(String tag, long integration) {
    return database.withConnection(connection -> find(connection, tag, integration));
  }

  private static Optional<Canary> find(Connection connection, String tag, long integration) {
    return Sql.on(
            connection,
            """
            SELECT r.id, r.status, r.ended_at IS NOT NULL,
              coalesce(sum(e.done) FILTER (WHERE e.stage = 'extract'), 0),
              coalesce(sum(e.done) FILTER (WHERE e.stage = 'load'), 0), coalesce(sum(e.failed), 0),
              (SELECT count(*) FROM raw_extraction_data d WHERE d.run_id = r.id AND d.tenant_id <> r.tenant_id)
            FROM etl_run r LEFT JOIN etl_run_count e ON e.run_id = r.id
            WHERE r.requested_by = ? AND r.integration_id = ?
            GROUP BY r.id ORDER BY r.id DESC LIMIT 1\
            """)
        .with(tag)
        .with(integration)
        .first(
            row ->
                new Canary(
                    row.getLong(1),
                    String.valueOf(row.getString(2)),
                    row.getBoolean(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7)));
  }

  @Override
  public Canary start(String tag, long integration) {
    Optional<Canary> known = find(tag, integration);
    if (known.isPresent()) {
      return known.get();
    }
    RunStart start =
        runs.start(
            new RunRequest(
                new IntegrationId(integration), List.of(), PRIORITY, false, Map.of(), tag));
    return switch (start) {
      case RunStart.Started _ -> find(tag, integration).orElseThrow();
      case RunStart.AlreadyRunning running ->
          throw new StepFailure(
              new Problem(
                  "workers.busy",
                  "Integration "
                      + integration
                      + " is being read already by run "
                      + running.run()
                      + ".",
                  "Wait until it is over (`cutover pipeline status --run "
                      + running.run()
                      + "`), then go on."));
      case RunStart.Refused refused -> throw new StepFailure(refused.problem());
    };
  }
}
