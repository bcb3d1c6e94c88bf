package dev.cutover.database;

import dev.cutover.job.EntityType;
import dev.cutover.rawdata.RawAct;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawStatus;
import java.sql.Connection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Decides on which raw rows an act may be carried out.
final class RawJudge {
  private static final String JUDGED = SqlResource.load("raw/judged.sql").text();
  private static final String UNDER_WAY =
      """
      SELECT (e.id)::bigint FROM etl_job_queue j
      JOIN etl_job_queue t ON t.id = CASE j.job_type WHEN 'load' THEN (j.payload ->> 'batch')::bigint ELSE j.id END
      CROSS JOIN LATERAL jsonb_array_elements_text(COALESCE(t.payload -> 'raw_ids', '[]')) AS e(id)
      WHERE j.status IN ('pending', 'queued', 'running') AND j.job_type IN ('transform', 'load')
      """;

  private static final Set<String> REQUEUED =
      Set.of(
          RawStatus.PENDING.word(),
          RawStatus.TRANSFORMED.word(),
          RawStatus.LOADED.word(),
          RawStatus.FAILED.word(),
          RawStatus.SKIPPED.word(),
          RawStatus.COMPLETED.word());
  private static final Set<String> SKIPPED =
      Set.of(RawStatus.FAILED.word(), RawStatus.PENDING.word());

  private final RawAct act;
  private final Set<Long> underWay;

  enum Verdict {
    ELIGIBLE,
    /// A newer version of the record was seen; what is loaded must not go back.
    SUPERSEDED,
    /// A job that is open already works on it.
    UNDER_WAY,
    /// The act is not for rows of this state or entity.
    OTHER_STATE
  }

  record Row(
      long id, long tenant, long integration, String entity, String status, Verdict verdict) {}

  private RawJudge(RawAct act, Set<Long> underWay) {
    this.act = act;
    this.underWay = underWay;
  }

  /// All ids that a query finds.
  static List<Long> matching(Connection connection, RawQuery query) {
    return new SqlPart()
        .add("SELECT r.id")
        .add(RawFilterSql.of(connection, query).from("r"))
        .add(" ORDER BY r.id")
        .on(connection)
        .list(row -> row.getLong(1));
  }

  /// Takes down what the open jobs work on at this moment.
  static RawJudge of(Connection connection, RawAct act) {
    return new RawJudge(
        act, new HashSet<>(Sql.on(connection, UNDER_WAY).list(row -> row.getLong(1))));
  }

  /// @param lock keep the rows as they are until the end of the transaction
  List<Row> rows(Connection connection, List<Long> ids, boolean lock) {
    return Sql.on(connection, lock ? JUDGED + " FOR NO KEY UPDATE OF r" : JUDGED)
        .withLongs(ids)
        .list(
            row -> {
              String entity = row.getString("entity_type");
              String status = row.getString("status");
              long id = row.getLong("id");
              return new Row(
                  id,
                  row.getLong("tenant_id"),
                  row.getLong("integration_id"),
                  entity,
                  status,
                  verdict(id, entity, status, row.getBoolean("superseded")));
            });
  }

  private Verdict verdict(long id, String entity, String status, boolean superseded) {
    boolean requeue = act == RawAct.REQUEUE;
    if (!(requeue ? REQUEUED : SKIPPED).contains(status) || (requeue && !isKnown(entity))) {
      return Verdict.OTHER_STATE;
    }
    if (requeue && superseded) {
      return Verdict.SUPERSEDED;
    }
    return underWay.contains(id) ? Verdict.UNDER_WAY : Verdict.ELIGIBLE;
  }

  private static boolean isKnown(String entity) {
    return EntityType.of(entity).filter(type -> type != EntityType.BENCH_NOOP).isPresent();
  }
}
