package dev.cutover.database;

import dev.cutover.check.Examined;
import dev.cutover.check.Item;
import dev.cutover.cutover.Validation.Scope;
import dev.cutover.database.PgValidation.Asked;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The items about speed, measured from what was recorded while it worked; nothing is put under
/// load for it.
final class SpeedChecks {
  private static final String GROUP = "performance";
  private static final int TOO_FEW = 20;

  List<Asked> all(Scope scope) {
    return List.of(
        new Asked(live(scope), this::alive),
        new Asked(throughput(scope), this::throughput),
        new Asked(latency(scope), this::latency),
        new Asked(reading(scope), this::reading));
  }

  private static Item live(Scope scope) {
    return new Item(
        "F6",
        "functional",
        "Real-time updates work",
        "when each worker of the last hour was heard last, by the clock of the database",
        "at least one worker heard within "
            + scope.thresholds().duration("validate.heartbeat")
            + ", no job with one that is silent for longer");
  }

  private Examined alive(Connection connection, Scope scope) {
    Duration limit = scope.thresholds().duration("validate.heartbeat");
    return Sql.on(
            connection,
            """
            SELECT count(*) FILTER (WHERE NOT silent), count(*) FILTER (WHERE silent),
                count(*) FILTER (WHERE silent AND EXISTS (
                    SELECT 1 FROM etl_job_queue j WHERE j.status = 'running' AND j.lease_owner = w.name))
            FROM (SELECT name, seen_at < clock_timestamp() - ? * interval '1 millisecond' AS silent
                FROM etl_worker WHERE state <> 'stopped'
                    AND seen_at > clock_timestamp() - interval '1 hour') w\
            """)
        .with(limit.toMillis())
        .one(
            row -> {
              String found = row.getLong(1) + " workers were heard within " + limit + ".";
              if (row.getLong(2) > 0) {
                found +=
                    " Silent for longer: "
                        + row.getLong(2)
                        + ", with jobs in hand: "
                        + row.getLong(3)
                        + ".";
              }
              if (row.getLong(1) == 0) {
                return live(scope).fail(found, "Start one: `cutover workers`.");
              }
              return row.getLong(3) == 0
                  ? live(scope).pass(found)
                  : live(scope)
                      .fail(
                          found,
                          "A worker hangs or was killed. Its jobs come back by themselves when"
                              + " their lease is over: look again then.");
            });
  }

  private static Item throughput(Scope scope) {
    return new Item(
        "P1",
        GROUP,
        "Queue throughput meets requirements",
        "the ten seconds in which most jobs were completed since the switch",
        "at least " + scope.thresholds().number("validate.throughput") + " jobs a second");
  }

  private Examined throughput(Connection connection, Scope scope) {
    double wanted = scope.thresholds().number("validate.throughput");
    return Sql.on(
            connection,
            """
            SELECT coalesce(sum(n), 0), coalesce(max(n), 0), coalesce(max(rate), 0) FROM (
                SELECT count(*) AS n,
                    count(*) / greatest(extract(epoch FROM max(at) - min(at)), 1) AS rate
                FROM etl_job_event WHERE to_status = 'completed' AND at >= ?
                GROUP BY floor(extract(epoch FROM at) / 10)) x\
            """)
        .with(scope.since())
        .one(
            row -> {
              if (row.getLong(1) < TOO_FEW) {
                return throughput(scope)
                    .notApplicable(
                        "only "
                            + row.getLong(1)
                            + " jobs were completed; that says nothing of speed");
              }
              String found =
                  String.format(
                      Locale.ROOT,
                      "%d jobs in all, %.1f a second in the busiest ten.",
                      row.getLong(1),
                      row.getDouble(3));
              return row.getDouble(3) >= wanted
                  ? throughput(scope).pass(found)
                  : throughput(scope)
                      .warn(found, "More slots or workers; `cutover bench jobs` shows the limit.");
            });
  }

  private static Item latency(Scope scope) {
    return new Item(
        "P2",
        GROUP,
        "Database performance is acceptable",
        "from queued to running of the jobs since the switch, and statements that run now",
        "half of the jobs within "
            + scope.thresholds().duration("validate.latency")
            + ", no statement of the pipeline older than a minute");
  }

  private Examined latency(Connection connection, Scope scope) {
    Duration limit = scope.thresholds().duration("validate.latency");
    long slow =
        Sql.on(
                connection,
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state"
                    + " = 'active' AND application_name LIKE 'cutover/%' AND query_start <"
                    + " clock_timestamp() - interval '1 minute'")
            .one(row -> row.getLong(1));
    return Sql.on(
            connection,
            """
            SELECT count(*), coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY wait), 0),
                coalesce(percentile_cont(0.95) WITHIN GROUP (ORDER BY wait), 0) FROM (
                SELECT extract(epoch FROM e.at - lag(e.at) OVER (PARTITION BY e.job_id ORDER BY e.seq)) AS wait,
                    e.to_status, lag(e.to_status) OVER (PARTITION BY e.job_id ORDER BY e.seq) AS was
                FROM etl_job_event e WHERE e.at >= ?) x
            WHERE to_status = 'running' AND was = 'queued'\
            """)
        .with(scope.since())
        .one(
            row -> {
              if (row.getLong(1) == 0 && slow == 0) {
                return latency(scope).notApplicable("no job has run since the switch");
              }
              String found =
                  String.format(
                      Locale.ROOT,
                      "%d waits, half within %.3f s, 95 %% within %.3f s, %d slow statements.",
                      row.getLong(1),
                      row.getDouble(2),
                      row.getDouble(3),
                      slow);
              return row.getDouble(2) * 1000 <= limit.toMillis() && slow == 0
                  ? latency(scope).pass(found)
                  : latency(scope)
                      .warn(found, "More slots or workers; look at the slow statement.");
            });
  }

  private static Item reading(Scope scope) {
    return new Item(
        "P3",
        GROUP,
        "UI responsiveness is maintained",
        "the reads behind the window's pages: runs, job counts, first pages of jobs and raw rows",
        "each within " + scope.thresholds().duration("validate.read"));
  }

  private Examined reading(Connection connection, Scope scope) {
    Duration limit = scope.thresholds().duration("validate.read");
    List<String> reads =
        List.of(
            "SELECT id, status FROM etl_run ORDER BY id DESC LIMIT 20",
            "SELECT job_type, status, count(*) FROM etl_job_queue GROUP BY 1, 2",
            "SELECT id, status FROM etl_job_queue ORDER BY id DESC LIMIT 100",
            "SELECT id, processing_status FROM raw_extraction_data ORDER BY created_at DESC, id"
                + " DESC LIMIT 100");
    long slowest = 0;
    String which = "";
    for (String read : reads) {
      long begun = System.nanoTime();
      Sql.on(connection, read).list(row -> row.getString(1));
      long took = System.nanoTime() - begun;
      if (took > slowest) {
        slowest = took;
        which = read;
      }
    }
    String found =
        String.format(Locale.ROOT, "The slowest took %.0f ms: %s.", slowest / 1e6, which);
    return slowest <= limit.toNanos()
        ? reading(scope).pass(found)
        : reading(scope).warn(found, "VACUUM ANALYZE; see that V5's indexes are there.");
  }
}
