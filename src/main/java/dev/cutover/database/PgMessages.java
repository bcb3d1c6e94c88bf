package dev.cutover.database;

import dev.cutover.job.EntityType;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.JobQueue;
import dev.cutover.pipeline.MessageReturn;
import dev.cutover.pipeline.MessageStore;
import java.sql.Connection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Messages that other programs sent: jobs in the seed's format become rows, everything else a dead
/// letter.
public final class PgMessages implements MessageStore {
  private static final Map<Stage, String> NEEDED =
      Map.of(Stage.TRANSFORM, "raw_ids", Stage.LOAD, "batch");

  private final Database database;

  public PgMessages(Database database) {
    this.database = database;
  }

  @Override
  public Optional<String> accept(JobQueue.ForeignJob job) {
    return database.inTransaction(
        tx -> {
          String refused = refusal(PgTx.of(tx), job);
          if (refused == null) {
            insert(PgTx.of(tx), job);
          } else {
            bury(
                PgTx.of(tx),
                new JobQueue.DeadMessage(
                    "etl." + job.jobType(), refused, job.message(), job.headersJson()));
          }
          return Optional.ofNullable(refused);
        });
  }

  private static @Nullable String refusal(Connection connection, JobQueue.ForeignJob job) {
    if (Stage.of(job.jobType()).isEmpty()) {
      return "job_type '" + job.jobType() + "' is not extract, transform or load";
    }
    if (EntityType.of(job.entityType()).isEmpty()) {
      return "entity_type '" + job.entityType() + "' is not known";
    }
    if (job.priority() < 0 || job.priority() > 9) {
      return "priority " + job.priority() + " is not between 0 and 9";
    }
    String needed = NEEDED.get(Stage.of(job.jobType()).orElseThrow());
    JsonNode payload = Json.MAPPER.readTree(job.payloadJson());
    if (!payload.isObject()) {
      return "payload is not an object";
    }
    if (needed != null && !payload.has(needed)) {
      return "payload." + needed + " is missing";
    }
    boolean own =
        Sql.on(
                connection,
                "SELECT EXISTS (SELECT 1 FROM integrations WHERE id = ? AND tenant_id = ?)")
            .with(job.integrationId())
            .with(job.tenantId())
            .one(row -> row.getBoolean(1));
    return own
        ? null
        : "tenant_id " + job.tenantId() + " has no integration_id " + job.integrationId();
  }

  private static void insert(Connection connection, JobQueue.ForeignJob job) {
    Sql.on(
            connection,
            """
            WITH born AS (
              INSERT INTO etl_job_queue (tenant_id, integration_id, job_type, entity_type, payload, priority, dedupe_key)
              VALUES (?, ?, ?, ?, ?::jsonb, ?, ?)
              ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING RETURNING id
            )
            INSERT INTO etl_job_event (job_id, to_status, actor, attempt, detail)
            SELECT id, 'pending', 'message', 0, 'sent by another program' FROM born
            """)
        .with(job.tenantId())
        .with(job.integrationId())
        .with(job.jobType())
        .with(job.entityType())
        .with(job.payloadJson())
        .with(job.priority())
        .with("message:" + job.messageKey())
        .update();
  }

  @Override
  public void bury(JobQueue.DeadMessage message) {
    database.inTransaction(
        tx -> {
          bury(PgTx.of(tx), message);
          return message;
        });
  }

  /// A message that says which letter it was is believed when that letter has the same bytes; it
  /// becomes one letter more, however often it is delivered.
  private static void bury(Connection connection, JobQueue.DeadMessage message) {
    JsonNode headers = Json.MAPPER.readTree(message.headersJson());
    Sql.on(
            connection,
            """
            INSERT INTO etl_dead_letter (origin, reason, headers, body, msg_id, replay_of, replays)
            SELECT m.origin, m.reason, m.headers, m.body, m.msg_id, was.id, COALESCE(was.replays + 1, 0)
            FROM (SELECT ? AS origin, ? AS reason, ?::jsonb AS headers, ? AS body, ? AS msg_id, ? AS replay_of) m
            LEFT JOIN etl_dead_letter was ON was.id = m.replay_of AND was.body = m.body AND was.job_id IS NULL
            ON CONFLICT (replay_of) WHERE replay_of IS NOT NULL DO NOTHING
            """)
        .with(message.origin())
        .with(message.reason().replace('\0', '\uFFFD'))
        .with(message.headersJson())
        .with(message.body())
        .with(headers.path("message_id").asString(null))
        .with(headers.path("headers").path(MessageReturn.REPLAY_OF).asLong(0))
        .update();
  }
}
