package dev.cutover.database;

import dev.cutover.job.EntityType;
import dev.cutover.job.JobId;
import dev.cutover.job.Problem;
import dev.cutover.job.RunId;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.Assignment;
import dev.cutover.pipeline.NewJob;
import dev.cutover.pipeline.RunRequest;
import dev.cutover.pipeline.RunStart;
import dev.cutover.pipeline.Runs;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Creates runs. A lock on the integration's row makes two triggers at once one run.
public final class PgRuns implements Runs {
  /// Read again before the watermark: the source's index may be late, its clock may differ.
  static final Duration OVERLAP = Duration.ofMinutes(5);

  private final Database database;

  public PgRuns(Database database) {
    this.database = database;
  }

  private record Integration(long tenant, String provider, boolean active, String files) {}

  @Override
  public RunStart start(RunRequest request) {
    if (request.priority() < 0 || request.priority() > 9) {
      return new RunStart.Refused(
          new Problem(
              "run.priority",
              "priority must be 0 to 9, not " + request.priority() + ".",
              "9 goes first; the default is 5."));
    }
    return database.inTransaction(tx -> start(PgTx.of(tx), request));
  }

  /// In the transaction of the caller; the integration's row is locked until it ends.
  RunStart start(Connection connection, RunRequest request) {
    long id = request.integration().value();
    Optional<Integration> found =
        Sql.on(
                connection,
                "SELECT tenant_id, provider, COALESCE(active, TRUE), COALESCE(settings ->>"
                    + " 'entities', '') FROM integrations WHERE id = ? FOR NO KEY UPDATE")
            .with(id)
            .first(
                row ->
                    new Integration(
                        row.getLong(1), row.getString(2), row.getBoolean(3), row.getString(4)));
    if (found.isEmpty()) {
      return new RunStart.Refused(
          new Problem(
              "run.no_integration",
              "There is no integration " + id + ".",
              "See `cutover integration list`."));
    }
    Integration integration = found.get();
    if (!integration.active()) {
      return new RunStart.Refused(
          new Problem(
              "run.inactive",
              "Integration " + id + " is switched off.",
              "Switch it on first (`cutover integration enable`)."));
    }
    Optional<Long> open =
        Sql.on(
                connection,
                "SELECT id FROM etl_run WHERE integration_id = ? AND status = 'running' ORDER BY id"
                    + " LIMIT 1")
            .with(id)
            .first(row -> row.getLong(1));
    if (open.isPresent()) {
      return new RunStart.AlreadyRunning(new RunId(open.get()));
    }
    return create(connection, request, integration);
  }

  private RunStart create(Connection connection, RunRequest request, Integration integration) {
    String kind = PgIntegrations.kind(integration.provider());
    List<EntityType> all = entitiesOf(kind);
    List<EntityType> wanted = request.entities().isEmpty() ? all : request.entities();
    for (EntityType entity : wanted) {
      if (!all.contains(entity)) {
        return new RunStart.Refused(
            new Problem(
                "run.entity",
                "entity_type " + entity.word() + " cannot be read from a " + kind + " integration.",
                "It has: " + String.join(", ", all.stream().map(EntityType::word).toList()) + "."));
      }
    }
    long run =
        Sql.on(
                connection,
                """
                INSERT INTO etl_run (tenant_id, integration_id, is_full, entities, priority, requested_by)
                VALUES (?, ?, ?, ?, ?, ?) RETURNING id
                """)
            .with(integration.tenant())
            .with(request.integration().value())
            .with(request.full())
            .withTexts(wanted.stream().map(EntityType::word).toList())
            .with(request.priority())
            .with(request.requestedBy())
            .one(row -> row.getLong(1));
    JobBirth birth = new JobBirth(connection, request.requestedBy());
    List<JobId> jobs = new ArrayList<>();
    for (EntityType entity : wanted) {
      Instant since =
          request.full()
              ? null
              : since(connection, integration.tenant(), request.integration().value(), entity);
      Assignment order = new Assignment.Extract(since, request.full(), 0, request.options());
      jobs.add(
          new JobId(
              birth.insert(
                  integration.tenant(),
                  request.integration().value(),
                  run,
                  null,
                  new NewJob(Stage.EXTRACT, entity, order, 0, null),
                  request.priority())));
    }
    return new RunStart.Started(new RunId(run), List.copyOf(jobs));
  }

  /// A folder of files may hold the entities of every provider.
  static List<EntityType> entitiesOf(String kind) {
    if (!kind.equals("files")) {
      return EntityType.primariesOf(kind);
    }
    List<EntityType> all = new ArrayList<>(EntityType.primariesOf("jira"));
    all.addAll(EntityType.primariesOf("github"));
    return List.copyOf(all);
  }

  static @Nullable Instant since(
      Connection connection, long tenant, long integration, EntityType entity) {
    return Sql.on(
            connection,
            "SELECT value FROM etl_watermark WHERE tenant_id = ? AND integration_id = ? AND"
                + " entity_type = ?")
        .with(tenant)
        .with(integration)
        .with(entity.word())
        .first(row -> row.getObject("value", OffsetDateTime.class))
        .map(value -> value.toInstant().minus(OVERLAP))
        .orElse(null);
  }
}
