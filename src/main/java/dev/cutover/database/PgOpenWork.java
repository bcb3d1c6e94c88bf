package dev.cutover.database;

import dev.cutover.cutover.OpenWork;
import dev.cutover.job.EntityType;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.Assignment;
import dev.cutover.pipeline.NewJob;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Open work by rows: `etl_jobs` on one side, `etl_run`, `etl_job_queue` and `etl_watermark` on the
/// other.
public final class PgOpenWork implements OpenWork {
  /// Before everything else: it has waited longest.
  private static final int PRIORITY = 9;

  /// Of a watermark that was handed over: no run of the pipeline has moved it.
  private static final long NO_RUN = 0;

  private final Database database;

  public PgOpenWork(Database database) {
    this.database = database;
  }

  /// The tag by which everything of a cutover run is found.
  static String tag(String run) {
    return "cutover " + run;
  }

  private record Home(long integration, String provider) {}

  @Override
  public List<Unit> units(Collection<Long> jobs) {
    List<Unit> units = new ArrayList<>();
    for (Home home : homes(jobs)) {
      units.addAll(unitsOf(home));
    }
    return units;
  }

  private static List<Unit> unitsOf(Home home) {
    return PgRuns.entitiesOf(PgIntegrations.kind(home.provider())).stream()
        .map(entity -> new Unit(home.integration(), entity.word()))
        .toList();
  }

  private List<Home> homes(Collection<Long> jobs) {
    return database.withConnection(
        connection ->
            Sql.on(
                    connection,
                    "SELECT DISTINCT i.id, i.provider FROM etl_jobs j JOIN integrations i ON i.id ="
                        + " j.integration_id AND i.tenant_id = j.tenant_id WHERE j.id = ANY (?) AND"
                        + " coalesce(i.active, true) ORDER BY 1")
                .withLongs(jobs)
                .list(row -> new Home(row.getLong(1), String.valueOf(row.getString(2)))));
  }

  @Override
  public List<String> homeless(Collection<Long> jobs) {
    return database.withConnection(
        connection ->
            Sql.on(
                    connection,
                    "SELECT j.job_name || ' of tenant ' || j.tenant_id FROM etl_jobs j WHERE j.id ="
                        + " ANY (?) AND NOT EXISTS (SELECT FROM integrations i WHERE i.id ="
                        + " j.integration_id AND i.tenant_id = j.tenant_id AND coalesce(i.active,"
                        + " true)) ORDER BY 1")
                .withLongs(jobs)
                .list(row -> String.valueOf(row.getString(1))));
  }

  @Override
  public List<Unit> moved(String run) {
    return database.withConnection(
        connection ->
            Sql.on(
                    connection,
                    "SELECT q.integration_id, q.entity_type FROM etl_job_queue q JOIN etl_run r ON"
                        + " r.id = q.run_id WHERE r.requested_by = ? AND q.dedupe_key = 'cutover:'"
                        + " || ? || ':' || q.integration_id || ':' || q.entity_type ORDER BY 1, 2")
                .with(tag(run))
                .with(run)
                .list(row -> new Unit(row.getLong(1), String.valueOf(row.getString(2)))));
  }

  @Override
  public void move(String run, String actor, List<Unit> units) {
    database.inTransaction(
        tx -> {
          Map<Long, List<Unit>> byIntegration = new LinkedHashMap<>();
          units.forEach(
              unit ->
                  byIntegration
                      .computeIfAbsent(unit.integration(), _ -> new ArrayList<>())
                      .add(unit));
          byIntegration.forEach((id, each) -> move(PgTx.of(tx), run, actor, id, each));
          return true;
        });
  }

  private static void move(
      Connection connection, String run, String actor, long integration, List<Unit> units) {
    long tenant =
        Sql.on(connection, "SELECT tenant_id FROM integrations WHERE id = ? FOR NO KEY UPDATE")
            .with(integration)
            .one(row -> row.getLong(1));
    long pipelineRun =
        Sql.on(
                connection,
                "SELECT id FROM etl_run WHERE requested_by = ? AND integration_id = ? ORDER BY id"
                    + " LIMIT 1")
            .with(tag(run))
            .with(integration)
            .first(row -> row.getLong(1))
            .orElseGet(() -> begin(connection, run, tenant, integration, units));
    JobBirth birth = new JobBirth(connection, actor, "open work of the old service");
    for (Unit unit : units) {
      EntityType entity = EntityType.of(unit.entity()).orElseThrow();
      Instant since = PgRuns.since(connection, tenant, integration, entity);
      birth.insert(
          tenant,
          integration,
          pipelineRun,
          null,
          new NewJob(
              Stage.EXTRACT,
              entity,
              new Assignment.Extract(since, false, 0, Map.of()),
              0,
              "cutover:" + run + ":" + integration + ":" + unit.entity()),
          PRIORITY);
    }
  }

  private static long begin(
      Connection connection, String run, long tenant, long integration, List<Unit> units) {
    return Sql.on(
            connection,
            "INSERT INTO etl_run (tenant_id, integration_id, entities, priority, requested_by)"
                + " VALUES (?, ?, ?, ?, ?) RETURNING id")
        .with(tenant)
        .with(integration)
        .withTexts(units.stream().map(Unit::entity).toList())
        .with(PRIORITY)
        .with(tag(run))
        .one(row -> row.getLong(1));
  }

  @Override
  public int takeBack(String run) {
    return database.inTransaction(
        tx -> {
          Connection connection = PgTx.of(tx);
          List<Long> untouched =
              Sql.on(
                      connection,
                      """
                      SELECT r.id FROM etl_run r WHERE r.requested_by = ? AND NOT EXISTS (
                        SELECT FROM etl_job_queue q WHERE q.run_id = r.id
                          AND (q.attempt > 0 OR q.status <> 'pending' OR q.dispatch_no > 0))
                      FOR UPDATE OF r
                      """)
                  .with(tag(run))
                  .list(row -> row.getLong(1));
          for (String statement :
              List.of(
                  "DELETE FROM etl_job_event WHERE job_id IN (SELECT id FROM etl_job_queue WHERE"
                      + " run_id = ANY (?))",
                  "DELETE FROM etl_job_queue WHERE run_id = ANY (?)",
                  "DELETE FROM etl_run_count WHERE run_id = ANY (?)",
                  "DELETE FROM etl_run WHERE id = ANY (?)")) {
            Sql.on(connection, statement).withLongs(untouched).update();
          }
          return Sql.on(connection, "SELECT count(*) FROM etl_run WHERE requested_by = ?")
              .with(tag(run))
              .one(row -> row.getInt(1));
        });
  }

  @Override
  public Map<Unit, String> marks(Duration margin) {
    Map<Unit, String> marks = new LinkedHashMap<>();
    database.withConnection(
        connection ->
            Sql.on(
                    connection,
                    """
                    SELECT i.id, i.provider, to_char(min(LEAST(j.last_success_at,
                      coalesce(j.last_run_started_at, j.last_success_at))) - ? * interval '1 second',
                      'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
                    FROM etl_jobs j JOIN integrations i ON i.id = j.integration_id AND i.tenant_id = j.tenant_id
                    GROUP BY i.id, i.provider HAVING bool_and(j.last_success_at IS NOT NULL) ORDER BY 1
                    """)
                .with(margin.toSeconds())
                .list(
                    row -> {
                      Home home = new Home(row.getLong(1), String.valueOf(row.getString(2)));
                      String mark = String.valueOf(row.getString(3));
                      unitsOf(home).forEach(unit -> marks.put(unit, mark));
                      return mark;
                    }));
    return marks;
  }

  @Override
  public Map<Unit, String> watermarks() {
    Map<Unit, String> marks = new LinkedHashMap<>();
    database.withConnection(
        connection ->
            Sql.on(
                    connection,
                    "SELECT integration_id, entity_type, value FROM etl_watermark ORDER BY 1, 2")
                .list(
                    row ->
                        marks.put(
                            new Unit(row.getLong(1), String.valueOf(row.getString(2))),
                            String.valueOf(
                                row.getObject("value", OffsetDateTime.class).toInstant()))));
    return marks;
  }

  @Override
  public void handOver(Map<Unit, String> marks) {
    database.inTransaction(
        tx -> {
          marks.forEach(
              (unit, mark) ->
                  Sql.on(
                          PgTx.of(tx),
                          """
                          INSERT INTO etl_watermark AS w (tenant_id, integration_id, entity_type, value, run_id)
                          SELECT tenant_id, id, ?, ?, ? FROM integrations WHERE id = ?
                          ON CONFLICT (tenant_id, integration_id, entity_type) DO UPDATE
                          SET value = EXCLUDED.value, run_id = EXCLUDED.run_id WHERE w.value > EXCLUDED.value
                          """)
                      .with(unit.entity())
                      .with(Instant.parse(mark))
                      .with(NO_RUN)
                      .with(unit.integration())
                      .update());
          return true;
        });
  }

  @Override
  public void restoreMarks(Map<Unit, String> handed, Map<Unit, String> before) {
    database.inTransaction(
        tx -> {
          handed.forEach((unit, mark) -> restore(PgTx.of(tx), unit, mark, before.get(unit)));
          return true;
        });
  }

  private static void restore(
      Connection connection, Unit unit, String mark, @Nullable String before) {
    String ours = " WHERE integration_id = ? AND entity_type = ? AND value = ? AND run_id = 0";
    Sql statement =
        before == null
            ? Sql.on(connection, "DELETE FROM etl_watermark" + ours)
            : Sql.on(connection, "UPDATE etl_watermark SET value = ?" + ours)
                .with(Instant.parse(before));
    statement.with(unit.integration()).with(unit.entity()).with(Instant.parse(mark)).update();
  }
}
