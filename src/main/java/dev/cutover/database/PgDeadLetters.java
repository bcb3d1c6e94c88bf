package dev.cutover.database;

import dev.cutover.job.JobId;
import dev.cutover.job.JobState;
import dev.cutover.pipeline.DeadLetterFilter;
import dev.cutover.pipeline.DeadLetters;
import dev.cutover.pipeline.JobFilter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Dead letters as rows of `etl_dead_letter`.
public final class PgDeadLetters implements DeadLetters {
  private static final int MOST_GROUPS = 200;
  private static final int LONGEST_HINT = 256;
  private static final Set<JobState> ENDED_BADLY = Set.of(JobState.DEAD, JobState.CANCELLED);
  private static final String LINE =
      """
      SELECT d.id, d.received_at, d.origin, d.code, d.reason, d.state, d.replays, length(d.body) AS bytes,
        d.tenant_id, d.job_id
      """;

  private static final String UNCLAIMED =
      " AND (d.state = 'kept' OR d.claimed_until < clock_timestamp())";

  private final Database database;

  public PgDeadLetters(Database database) {
    this.database = database;
  }

  @Override
  public List<Group> groups(DeadLetterFilter filter) {
    SqlPart query =
        new SqlPart()
            .add(
                """
                SELECT d.place, d.code, d.cause, (array_agg(d.reason ORDER BY d.id DESC))[1] AS example,
                  count(*) AS letters, count(*) FILTER (WHERE d.replays > 0) AS died_again,
                  min(d.received_at) AS first, max(d.received_at) AS last
                FROM etl_dead_letter d WHERE
                """)
            .add(DeadLetterFilterSql.of(filter))
            .add(" GROUP BY 1, 2, 3 ORDER BY letters DESC, 1, 2, 3 LIMIT ?", MOST_GROUPS);
    return database.withConnection(
        connection ->
            query
                .on(connection)
                .list(
                    row ->
                        new Group(
                            row.getString("place"),
                            row.getString("code"),
                            row.getString("cause"),
                            row.getString("example"),
                            row.getLong("letters"),
                            row.getLong("died_again"),
                            time(row, "first"),
                            time(row, "last"))));
  }

  @Override
  public List<Line> page(DeadLetterFilter filter, long before, int limit) {
    SqlPart query =
        new SqlPart()
            .add(LINE + "FROM etl_dead_letter d WHERE ")
            .add(DeadLetterFilterSql.of(filter))
            .add(" AND d.id < ?", before)
            .add(" ORDER BY d.id DESC LIMIT ?", limit);
    return database.withConnection(connection -> query.on(connection).list(PgDeadLetters::line));
  }

  @Override
  public Optional<Letter> show(long id) {
    return database.withConnection(
        connection -> {
          List<Event> events =
              Sql.on(
                      connection,
                      "SELECT at, act, actor, reason, detail FROM etl_dead_letter_event WHERE"
                          + " letter_id = ? ORDER BY seq")
                  .with(id)
                  .list(
                      row ->
                          new Event(
                              time(row, "at"),
                              row.getString("act"),
                              row.getString("actor"),
                              row.getString("reason"),
                              row.getString("detail")));
          return Sql.on(
                  connection,
                  LINE
                      + ", d.body, COALESCE(d.headers, '{}') AS headers, d.msg_id, d.replay_of FROM"
                      + " etl_dead_letter d WHERE d.id = ?")
              .with(id)
              .first(
                  row ->
                      new Letter(
                          line(row),
                          row.getBytes("body"),
                          row.getString("headers"),
                          row.getString("msg_id"),
                          Sql.number(row, "replay_of"),
                          events));
        });
  }

  @Override
  public Count count(DeadLetterFilter filter) {
    SqlPart query =
        new SqlPart()
            .add("SELECT count(*), COALESCE(max(d.id), 0) FROM etl_dead_letter d WHERE ")
            .add(DeadLetterFilterSql.open(filter));
    return database.withConnection(
        connection -> query.on(connection).one(row -> new Count(row.getLong(1), row.getLong(2))));
  }

  @Override
  public List<Claimed> claim(DeadLetterFilter filter, long after, int limit, UUID token) {
    SqlPart update =
        new SqlPart()
            .add("WITH chosen AS (SELECT d.id FROM etl_dead_letter d WHERE ")
            .add(DeadLetterFilterSql.open(filter))
            .add(UNCLAIMED)
            .add(" AND d.id > ?", after)
            .add(" ORDER BY d.id LIMIT ? FOR NO KEY UPDATE OF d SKIP LOCKED) ", limit)
            .add(
                """
                UPDATE etl_dead_letter d SET state = 'replaying', claim_token = ?,
                  claimed_until = clock_timestamp() + interval '1 minute'
                FROM chosen WHERE chosen.id = d.id
                RETURNING d.id, d.origin, d.body, COALESCE(d.headers, '{}') AS headers,
                  COALESCE(d.msg_id, 'dead-letter-' || d.id) AS message_id, d.replays, d.job_id
                """,
                token);
    return database.withConnection(
        connection ->
            update.on(connection).list(PgDeadLetters::claimed).stream()
                .sorted(Comparator.comparingLong(Claimed::id))
                .toList());
  }

  private static Claimed claimed(ResultSet row) throws SQLException {
    byte[] body = row.getBytes("body");
    String origin = row.getString("origin");
    Long job = Sql.number(row, "job_id");
    return new Claimed(
        row.getLong("id"),
        origin.endsWith(".dead") ? origin.substring(0, origin.length() - 5) : origin,
        body,
        row.getString("headers"),
        row.getString("message_id"),
        row.getInt("replays") + 1,
        job == null ? hinted(body) : new JobId(job));
  }

  /// The job of a hint; null when the bytes are something else.
  private static @Nullable JobId hinted(byte[] body) {
    if (body.length > LONGEST_HINT) {
      return null;
    }
    try {
      JsonNode node = Json.MAPPER.readTree(body);
      long job = node != null && node.path("v").asLong(0) == 1 ? node.path("job").asLong(0) : 0;
      return job > 0 ? new JobId(job) : null;
    } catch (JacksonException _) {
      return null;
    }
  }

  @Override
  public boolean replayed(Claimed letter, UUID token, String actor, String reason) {
    return database.inTransaction(
        tx ->
            replayed(
                PgTx.of(tx),
                letter,
                token,
                "replayed",
                actor,
                reason,
                "to " + letter.queue() + " as message " + letter.messageId()));
  }

  private static boolean replayed(
      Connection connection,
      Claimed letter,
      UUID token,
      String act,
      String actor,
      String reason,
      String detail) {
    return Sql.on(
                connection,
                """
                WITH done AS (
                  UPDATE etl_dead_letter SET state = 'replayed', replayed_at = clock_timestamp(),
                    claim_token = NULL, claimed_until = NULL
                  WHERE id = ? AND state = 'replaying' AND claim_token = ? RETURNING id
                )
                INSERT INTO etl_dead_letter_event (letter_id, act, actor, reason, detail)
                SELECT id, ?, ?, ?, ? FROM done
                """)
            .with(letter.id())
            .with(token)
            .with(act)
            .with(actor)
            .with(reason)
            .with(detail)
            .update()
        == 1;
  }

  @Override
  public Redrive redrive(Claimed letter, UUID token, String actor, String reason) {
    JobId job = Objects.requireNonNull(letter.about(), "a letter about a job");
    return database.inTransaction(
        tx -> {
          Connection connection = PgTx.of(tx);
          // A record names its tenant, and the job must be the same tenant's; a hint names none.
          record About(@Nullable String state, boolean ofRecord) {}
          Optional<About> found =
              Sql.on(
                      connection,
                      """
                      SELECT j.status, d.job_id IS NOT NULL AS of_record FROM etl_dead_letter d
                      LEFT JOIN etl_job_queue j ON j.id = ? AND (d.tenant_id IS NULL OR j.tenant_id = d.tenant_id)
                      WHERE d.id = ? AND d.state = 'replaying' AND d.claim_token = ? FOR NO KEY UPDATE OF d
                      """)
                  .with(job.value())
                  .with(letter.id())
                  .with(token)
                  .first(row -> new About(row.getString(1), row.getBoolean(2)));
          if (found.isEmpty()) {
            return new Redrive.Lost();
          }
          String state = found.get().state();
          if (state != null && Set.of("dead", "cancelled").contains(state)) {
            PgJobActions.retry(connection, JobFilter.of(job).in(ENDED_BADLY), actor, reason);
            replayed(connection, letter, token, "redriven", actor, reason, "job " + job);
            return new Redrive.Done();
          }
          if (found.get().ofRecord()) {
            return new Redrive.Refused(
                "Job "
                    + job
                    + " is "
                    + (state == null ? "not there any more" : state)
                    + ": only a dead or cancelled job runs again. Mend the record at its source and"
                    + " start a run with --full, then discard the letter.");
          }
          String now = state == null ? "gone" : state;
          replayed(
              connection,
              letter,
              token,
              "redriven",
              actor,
              reason,
              "job " + job + " is " + now + ", nothing was to be done");
          return new Redrive.NotNeeded(now);
        });
  }

  @Override
  public void giveBack(Claimed letter, UUID token, String actor, String reason, String why) {
    database.withConnection(
        connection ->
            Sql.on(
                    connection,
                    """
                    WITH back AS (
                      UPDATE etl_dead_letter SET state = 'kept', claim_token = NULL, claimed_until = NULL
                      WHERE id = ? AND state = 'replaying' AND claim_token = ? RETURNING id
                    )
                    INSERT INTO etl_dead_letter_event (letter_id, act, actor, reason, detail)
                    SELECT id, 'given back', ?, ?, ? FROM back
                    """)
                .with(letter.id())
                .with(token)
                .with(actor)
                .with(reason)
                .with(why)
                .update());
  }

  @Override
  public long discard(DeadLetterFilter filter, String actor, String reason) {
    SqlPart update =
        new SqlPart()
            .add(
                """
                WITH gone AS (
                  UPDATE etl_dead_letter d SET state = 'discarded', claim_token = NULL, claimed_until = NULL
                  WHERE
                """)
            .add(DeadLetterFilterSql.open(filter))
            .add(UNCLAIMED)
            .add(
                " RETURNING d.id) INSERT INTO etl_dead_letter_event (letter_id, act, actor, reason)"
                    + " SELECT id, 'discarded', ?",
                actor)
            .add(", ? FROM gone", reason);
    return database.withConnection(connection -> (long) update.on(connection).update());
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getLong("id"),
        time(row, "received_at"),
        row.getString("origin"),
        row.getString("code"),
        row.getString("reason"),
        row.getString("state"),
        row.getInt("replays"),
        row.getLong("bytes"),
        Sql.number(row, "tenant_id"),
        Sql.number(row, "job_id"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(Sql.instant(row, column));
  }
}
