package dev.cutover.database;

import dev.cutover.job.RunId;
import dev.cutover.pipeline.RunRequest;
import dev.cutover.pipeline.RunStart;
import dev.cutover.pipeline.ScheduledRuns;
import dev.cutover.pipeline.stage.Schedules.Line;
import java.sql.Connection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts due runs. Whoever gets the lock on the integration's row looks once more before it starts
/// one: by then the run of another process may be there.
public final class PgScheduledRuns implements ScheduledRuns {
  private static final Logger LOG = LoggerFactory.getLogger(PgScheduledRuns.class);
  private static final String REQUESTED_BY = "schedule";

  private final Database database;
  private final PgRuns runs;
  private final Clock clock;
  private final ScheduleLines lines = new ScheduleLines();

  /// What time it is, asked on the connection that is at hand.
  interface Clock {
    Instant now(Connection connection);
  }

  /// By the clock of the database: processes on hosts whose clocks differ agree on what is due.
  public PgScheduledRuns(Database database) {
    this(database, PgScheduledRuns::databaseTime);
  }

  PgScheduledRuns(Database database, Clock clock) {
    this.database = database;
    this.runs = new PgRuns(database);
    this.clock = clock;
  }

  private static Instant databaseTime(Connection connection) {
    return Sql.on(connection, "SELECT clock_timestamp()")
        .one(row -> row.getObject(1, OffsetDateTime.class))
        .toInstant();
  }

  @Override
  public List<RunId> startDue() {
    List<Line> due =
        database.withConnection(
            connection -> {
              if (!PgTrafficSwitch.isPipeline(connection)) {
                return List.of();
              }
              List<Line> all = lines.all(connection);
              Instant now = clock.now(connection);
              return all.stream().filter(line -> isDue(line, now)).toList();
            });
    List<RunId> started = new ArrayList<>();
    for (Line line : due) {
      database.inTransaction(tx -> start(PgTx.of(tx), line)).ifPresent(started::add);
    }
    return List.copyOf(started);
  }

  private static boolean isDue(Line line, Instant now) {
    Instant next = line.next();
    return next != null && !next.isAfter(now);
  }

  private Optional<RunId> start(Connection connection, Line seen) {
    boolean locked =
        Sql.on(
                connection,
                "SELECT id FROM integrations WHERE id = ? AND tenant_id = ? FOR NO KEY UPDATE SKIP"
                    + " LOCKED")
            .with(seen.integration().value())
            .with(seen.tenant().value())
            .first(row -> row.getLong(1))
            .isPresent();
    if (!locked) {
      return Optional.empty();
    }
    Optional<Line> now = lines.one(connection, seen.tenant(), seen.integration());
    if (now.isEmpty() || !isDue(now.get(), clock.now(connection))) {
      return Optional.empty();
    }
    return switch (runs.start(connection, request(now.get()))) {
      case RunStart.Started run -> {
        LOG.info(
            "run {} of integration {} started: {}",
            run.run(),
            seen.integration(),
            now.get().rhythm());
        yield Optional.of(run.run());
      }
      case RunStart.AlreadyRunning _ -> Optional.empty();
      case RunStart.Refused refused -> {
        LOG.warn(
            "integration {} was due and not started: {}", seen.integration(), refused.problem());
        yield Optional.empty();
      }
    };
  }

  private static RunRequest request(Line line) {
    return new RunRequest(
        line.integration(), List.of(), RunRequest.DEFAULT_PRIORITY, false, Map.of(), REQUESTED_BY);
  }
}
