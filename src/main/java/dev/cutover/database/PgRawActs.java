package dev.cutover.database;

import dev.cutover.job.EntityType;
import dev.cutover.job.Progress;
import dev.cutover.job.Stage;
import dev.cutover.pipeline.Assignment;
import dev.cutover.pipeline.NewJob;
import dev.cutover.pipeline.RunRequest;
import dev.cutover.rawdata.RawAct;
import dev.cutover.rawdata.RawActs;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawStatus;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Acts on raw rows, some at a time, each time with their locks and their state of that moment. A
/// re-queued row gets a transform job without a run: it counts in none, and no watermark moves for
/// it.
public final class PgRawActs implements RawActs {
  private static final int ROWS_AT_ONCE = 500;
  private static final int ROWS_A_JOB = 100;

  private final Database database;

  public PgRawActs(Database database) {
    this.database = database;
  }

  private record Target(long tenant, long integration, EntityType entity) {}

  @Override
  public Tally tally(RawAct act, RawQuery query) {
    return database.withConnection(
        connection -> {
          List<Long> all = RawJudge.matching(connection, query);
          RawJudge judge = RawJudge.of(connection, act);
          Map<String, Long> byState = new TreeMap<>();
          long superseded = 0;
          long underWay = 0;
          long other = 0;
          for (List<Long> some : slices(all)) {
            for (RawJudge.Row row : judge.rows(connection, some, false)) {
              switch (row.verdict()) {
                case ELIGIBLE -> byState.merge(row.status(), 1L, Long::sum);
                case SUPERSEDED -> superseded++;
                case UNDER_WAY -> underWay++;
                case OTHER_STATE -> other++;
              }
            }
          }
          long eligible = byState.values().stream().mapToLong(Long::longValue).sum();
          return new Tally(all.size(), eligible, superseded, underWay, other, byState);
        });
  }

  @Override
  public Done carryOut(RawAct act, RawQuery query, String actor, String reason, Progress progress) {
    List<Long> all = database.withConnection(c -> RawJudge.matching(c, query));
    RawJudge judge = database.withConnection(c -> RawJudge.of(c, act));
    long rows = 0;
    long jobs = 0;
    long looked = 0;
    for (List<Long> some : slices(all)) {
      if (progress.isCancelled() || Thread.currentThread().isInterrupted()) {
        return new Done(rows, jobs, true);
      }
      Done slice =
          database.inTransaction(tx -> slice(PgTx.of(tx), judge, act, some, actor, reason));
      rows += slice.rows();
      jobs += slice.jobs();
      looked += some.size();
      progress.at(looked, all.size());
    }
    return new Done(rows, jobs, false);
  }

  private static List<List<Long>> slices(List<Long> all) {
    List<List<Long>> slices = new ArrayList<>();
    for (int from = 0; from < all.size(); from += ROWS_AT_ONCE) {
      slices.add(all.subList(from, Math.min(all.size(), from + ROWS_AT_ONCE)));
    }
    return slices;
  }

  private static Done slice(
      Connection connection,
      RawJudge judge,
      RawAct act,
      List<Long> ids,
      String actor,
      String reason) {
    List<RawJudge.Row> eligible =
        judge.rows(connection, ids, true).stream()
            .filter(row -> row.verdict() == RawJudge.Verdict.ELIGIBLE)
            .toList();
    if (eligible.isEmpty()) {
      return new Done(0, 0, false);
    }
    RawStatus to = act == RawAct.REQUEUE ? RawStatus.PENDING : RawStatus.SKIPPED;
    move(connection, eligible, to, actor, reason);
    return new Done(
        eligible.size(),
        act == RawAct.REQUEUE ? jobs(connection, eligible, actor, reason) : 0,
        false);
  }

  /// A skipped row keeps its problem: it says why it was skipped.
  private static void move(
      Connection connection, List<RawJudge.Row> rows, RawStatus to, String actor, String reason) {
    List<Long> ids = rows.stream().map(RawJudge.Row::id).toList();
    Sql.on(
            connection,
            "INSERT INTO etl_raw_event (raw_id, tenant_id, from_status, to_status, actor, detail)"
                + " SELECT r.id, r.tenant_id, r.processing_status, ?, ?, ? FROM raw_extraction_data"
                + " r WHERE r.id = ANY (?)")
        .with(to.word())
        .with(actor)
        .with(reason)
        .withLongs(ids)
        .update();
    Sql.on(
            connection,
            "UPDATE raw_extraction_data SET processing_status = ?, error_details = CASE WHEN ? THEN"
                + " NULL ELSE error_details END, last_updated_at = clock_timestamp() WHERE id = ANY"
                + " (?)")
        .with(to.word())
        .with(to == RawStatus.PENDING)
        .withLongs(ids)
        .update();
  }

  private static long jobs(
      Connection connection, List<RawJudge.Row> rows, String actor, String reason) {
    Map<Target, List<Long>> targets = new LinkedHashMap<>();
    for (RawJudge.Row row : rows) {
      EntityType entity = EntityType.of(row.entity()).orElseThrow();
      targets
          .computeIfAbsent(
              new Target(row.tenant(), row.integration(), entity), _ -> new ArrayList<>())
          .add(row.id());
    }
    JobBirth birth = new JobBirth(connection, actor, "raw rows re-queued: " + reason);
    long jobs = 0;
    for (var each : targets.entrySet()) {
      Target target = each.getKey();
      List<Long> ids = each.getValue();
      for (int from = 0; from < ids.size(); from += ROWS_A_JOB) {
        List<Long> some = List.copyOf(ids.subList(from, Math.min(ids.size(), from + ROWS_A_JOB)));
        birth.insert(
            target.tenant(),
            target.integration(),
            null,
            null,
            new NewJob(
                Stage.TRANSFORM,
                target.entity(),
                new Assignment.Transform(some),
                some.size(),
                null),
            RunRequest.DEFAULT_PRIORITY);
        jobs++;
      }
    }
    return jobs;
  }
}
