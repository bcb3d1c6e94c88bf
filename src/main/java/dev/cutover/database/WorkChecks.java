package dev.cutover.database;

import dev.cutover.check.Examined;
import dev.cutover.check.Item;
import dev.cutover.cutover.Validation.Scope;
import dev.cutover.database.PgValidation.Asked;
import dev.cutover.monitor.Reconciliation;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The functional items: does what was started run through, and is what is shown true?
final class WorkChecks {
  private static final String GROUP = "functional";
  private static final int NAMES = 5;

  List<Asked> all(Scope scope) {
    int sample = (int) scope.thresholds().number("validate.sample");
    return List.of(
        new Asked(triggers(), this::triggered),
        whereRead(raw(sample), (connection, _) -> stored(connection, raw(sample), sample)),
        whereRead(transform(), this::transformed),
        whereRead(business(), this::loaded),
        new Asked(shown(), this::shownAsItIs),
        new Asked(errors(scope), this::handled));
  }

  /// A site that has switched all integrations off reads nothing, and that is no fault.
  private static Asked whereRead(Item item, PgValidation.Answer answer) {
    return new Asked(
        item,
        (connection, scope) ->
            Sql.on(
                        connection,
                        "SELECT EXISTS (SELECT FROM integrations WHERE type = 'Data' AND"
                            + " coalesce(active, true)) OR EXISTS (SELECT FROM"
                            + " raw_extraction_data)")
                    .one(row -> row.getBoolean(1))
                ? answer.give(connection, scope)
                : item.notApplicable("no integration is switched on, and nothing was ever read"));
  }

  private static Item triggers() {
    return new Item(
        "F1",
        GROUP,
        "ETL pipeline triggers successfully",
        "runs at work since the switch, by integration",
        "at least one completed run of every active integration, none failed");
  }

  private Examined triggered(Connection connection, Scope scope) {
    List<String> bad =
        Sql.on(
                connection,
                """
                SELECT i.provider || ' (' || i.id || '): ' || coalesce(
                    (SELECT string_agg(r.status, ', ' ORDER BY r.id DESC) FROM etl_run r
                     WHERE r.integration_id = i.id AND coalesce(r.ended_at, 'infinity') >= ?), 'no run')
                FROM integrations i WHERE i.type = 'Data' AND coalesce(i.active, true) AND (
                    NOT EXISTS (SELECT 1 FROM etl_run r WHERE r.integration_id = i.id AND coalesce(r.ended_at, 'infinity') >= ?
                        AND r.status = 'completed')
                    OR (SELECT r.status FROM etl_run r WHERE r.integration_id = i.id AND coalesce(r.ended_at, 'infinity') >= ?
                        AND r.status <> 'running' ORDER BY r.id DESC LIMIT 1) IN ('failed', 'completed_with_errors'))
                ORDER BY i.id\
                """)
            .with(scope.since())
            .with(scope.since())
            .with(scope.since())
            .list(row -> String.valueOf(row.getString(1)));
    long runs =
        Sql.on(connection, "SELECT count(*) FROM etl_run WHERE coalesce(ended_at, 'infinity') >= ?")
            .with(scope.since())
            .one(row -> row.getLong(1));
    return bad.isEmpty()
        ? triggers().pass(runs + " runs, every active integration has a completed one.")
        : triggers()
            .fail(
                RightsQuestions.some(bad) + ".",
                "`cutover pipeline run --integration N` shows why; mend and retry.");
  }

  private static Item raw(int sample) {
    return new Item(
        "F2",
        GROUP,
        "Raw data is stored correctly",
        "the newest " + sample + " raw rows: the bytes as they came and the document beside them",
        "rows since the switch, and bytes and document say the same");
  }

  /// Rows with flags differ on purpose: their document could not be kept as it came.
  private static Examined stored(Connection connection, Item item, int sample) {
    return Sql.on(
            connection,
            """
            SELECT count(*), count(*) FILTER (WHERE r.differs), (array_agg(r.id) FILTER (WHERE r.differs))[1]
            FROM (SELECT id, convert_from(raw_body, 'UTF8')::jsonb IS DISTINCT FROM raw_data AS differs
                  FROM raw_extraction_data
                  WHERE raw_body IS NOT NULL AND raw_flags = '{}' ORDER BY id DESC LIMIT ?) r\
            """)
        .with(sample)
        .one(
            row -> {
              if (row.getLong(1) == 0) {
                return item.fail("There are no raw rows.", "See F1: nothing was extracted.");
              }
              return row.getLong(2) == 0
                  ? item.pass(row.getLong(1) + " rows, bytes and documents say the same.")
                  : item.fail(
                      row.getLong(2)
                          + " of "
                          + row.getLong(1)
                          + " differ, such as "
                          + row.getLong(3)
                          + ".",
                      "One of them was changed after it was stored: see `cutover raw show`.");
            });
  }

  private static Item transform() {
    return new Item(
        "F3",
        GROUP,
        "Transformation jobs process data",
        "counts of the runs since the switch that are over, and raw rows by state",
        "expected = done + failed in each stage, at least validate.success percent done, no row"
            + " pending for 15 minutes");
  }

  private Examined transformed(Connection connection, Scope scope) {
    double wanted = scope.thresholds().number("validate.success");
    long stuck =
        Sql.on(
                connection,
                "SELECT count(*) FROM raw_extraction_data WHERE processing_status = 'pending' AND"
                    + " last_seen_at < clock_timestamp() - interval '15 minutes'")
            .one(row -> row.getLong(1));
    return Sql.on(
            connection,
            """
            SELECT coalesce(sum(c.expected), 0), coalesce(sum(c.done), 0), coalesce(sum(c.failed), 0),
                count(*) FILTER (WHERE c.expected <> c.done + c.failed)
            FROM etl_run_count c JOIN etl_run r ON r.id = c.run_id
            WHERE coalesce(r.ended_at, 'infinity') >= ? AND r.status <> 'running' AND c.stage = 'transform'\
            """)
        .with(scope.since())
        .one(
            row -> {
              long expected = row.getLong(1);
              long done = row.getLong(2);
              double percent = expected == 0 ? 100 : 100.0 * done / expected;
              String found =
                  String.format(
                      Locale.ROOT,
                      "%d expected, %d transformed, %d failed (%.1f %%), %d pending too long.",
                      expected,
                      done,
                      row.getLong(3),
                      percent,
                      stuck);
              if (expected == 0 && stuck == 0) {
                return transform().fail("No record was transformed.", "See F1.");
              }
              return row.getLong(4) == 0 && percent >= wanted && stuck == 0
                  ? transform().pass(found)
                  : transform().fail(found, "See `cutover reconcile --explain`.");
            });
  }

  private static Item business() {
    return new Item(
        "F4",
        GROUP,
        "Final data appears in business tables",
        "raw records against business rows, record by record, by tenant, integration and entity",
        "no gap, nothing marked as loaded that is not there");
  }

  private Examined loaded(Connection connection, Scope scope) {
    Reconciliation found = new PgReconciliation().compare(connection, Optional.empty());
    long raw = found.lines().stream().mapToLong(Reconciliation.Line::raw).sum();
    long surplus = found.lines().stream().mapToLong(Reconciliation.Line::surplus).sum();
    List<String> gaps =
        found.lines().stream()
            .filter(Reconciliation.Line::needsExplanation)
            .map(
                each ->
                    each.tenant()
                        + " "
                        + each.entity()
                        + ": raw "
                        + each.raw()
                        + ", loaded "
                        + each.loaded()
                        + ", failed "
                        + each.failed())
            .toList();
    if (raw == 0) {
      return business().fail("There are no raw records.", "See F1.");
    }
    return found.gap() == 0 && surplus == 0
        ? business().pass(raw + " records of " + found.lines().size() + " lines, gap 0.")
        : business()
            .fail(
                "Gap " + found.gap() + ": " + RightsQuestions.some(gaps) + ".",
                "`cutover reconcile --explain` names the records and why.");
  }

  private static Item shown() {
    return new Item(
        "F5",
        GROUP,
        "UI displays job status correctly",
        "the counts that window and command line show, and the same counted from the rows",
        "equal");
  }

  private Examined shownAsItIs(Connection connection, Scope scope) {
    List<String> wrong =
        Sql.on(
                connection,
                """
                SELECT 'run ' || r.id || ' shows ' || r.status FROM etl_run r
                WHERE r.status <> 'running' AND EXISTS (SELECT 1 FROM etl_job_queue j WHERE j.run_id = r.id
                    AND j.status IN ('pending', 'queued', 'running'))
                UNION ALL
                SELECT 'job ' || j.id || ' is ' || j.status || ', its last event says ' || e.to_status
                FROM etl_job_queue j JOIN LATERAL (SELECT e.to_status FROM etl_job_event e
                    WHERE e.job_id = j.id ORDER BY e.seq DESC LIMIT 1) e ON e.to_status <> j.status
                WHERE j.created_at >= ? LIMIT 20\
                """)
            .with(scope.since())
            .list(row -> String.valueOf(row.getString(1)));
    long jobs = Sql.on(connection, "SELECT count(*) FROM etl_job_queue").one(row -> row.getLong(1));
    return wrong.isEmpty()
        ? shown().pass(jobs + " jobs: what is shown is what was recorded.")
        : shown().fail(RightsQuestions.some(wrong) + ".", "Report it: the program shows it wrong.");
  }

  private static Item errors(Scope scope) {
    return new Item(
        "F7",
        GROUP,
        "Error handling functions properly",
        "dead jobs, failed raw rows and dead letters since the switch",
        "each with its reason; none tried more often than allowed; at most "
            + (100 - scope.thresholds().number("validate.success"))
            + " percent of jobs dead");
  }

  private Examined handled(Connection connection, Scope scope) {
    List<String> silent = new ArrayList<>();
    silent.addAll(
        Sql.on(
                connection,
                "SELECT 'job ' || id FROM etl_job_queue WHERE status = 'dead' AND created_at >= ?"
                    + " AND (error_details IS NULL OR attempt > max_attempts) LIMIT 20")
            .with(scope.since())
            .list(row -> String.valueOf(row.getString(1))));
    silent.addAll(
        Sql.on(
                connection,
                "SELECT 'raw row ' || id FROM raw_extraction_data WHERE processing_status ="
                    + " 'failed' AND error_details IS NULL AND last_seen_at >= ? LIMIT 20")
            .with(scope.since())
            .list(row -> String.valueOf(row.getString(1))));
    double allowed = 100 - scope.thresholds().number("validate.success");
    return Sql.on(
            connection,
            "SELECT count(*) FILTER (WHERE status = 'dead'), count(*) FILTER (WHERE status IN"
                + " ('dead', 'completed')), (SELECT count(*) FROM etl_dead_letter WHERE received_at"
                + " >= ?) FROM etl_job_queue WHERE created_at >= ?")
        .with(scope.since())
        .with(scope.since())
        .one(
            row -> {
              long dead = row.getLong(1);
              long over = row.getLong(2);
              String found =
                  dead + " of " + over + " jobs dead, " + row.getLong(3) + " dead letters";
              if (!silent.isEmpty()) {
                return errors(scope)
                    .fail(
                        found + "; without a reason: " + String.join(", ", first(silent)) + ".",
                        "Look at them in `cutover jobs show` and retry them.");
              }
              return over > 0 && 100.0 * dead / over > allowed
                  ? errors(scope).fail(found + ".", "`cutover jobs list --state dead` groups them.")
                  : errors(scope).pass(found + ", each with its reason.");
            });
  }

  private static List<String> first(List<String> names) {
    return names.subList(0, Math.min(NAMES, names.size()));
  }
}
