package dev.cutover.database;

import dev.cutover.job.EntityType;
import dev.cutover.monitor.GapCause;
import dev.cutover.monitor.GapExplanation;
import dev.cutover.rawdata.RawLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks for the causes of a gap, no further than a bound and no longer than a caller's patience:
/// what would take longer is asked again within narrower bounds, and the answer says so.
final class PgGapExplanation {
  private static final SqlResource CAUSES = SqlResource.load("gap/causes.sql");
  private static final Bounds WIDE = new Bounds(50_000, 20_000);
  private static final Bounds NARROW = new Bounds(2_000, 1_000);
  private static final String CANCELLED = "57014";

  private final Database database;

  private record Bounds(int rows, int jobs) {}

  private record Found(
      GapCause cause,
      @Nullable String code,
      @Nullable String problem,
      String remedy,
      long rows,
      long example,
      @Nullable Long job) {}

  /// @param allRows whether no row was left out
  /// @param allJobs likewise
  private record Causes(List<Found> found, boolean allRows, boolean allJobs) {}

  PgGapExplanation(Database database) {
    this.database = database;
  }

  GapExplanation explain(GapExplanation.Scope scope, Duration patience) {
    Causes causes =
        within(patience, connection -> causes(connection, scope, WIDE))
            .or(() -> within(patience, connection -> causes(connection, scope, NARROW)))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the causes were not found within " + patience.toMillis() + " ms"));
    Optional<Causes> gone = within(patience, connection -> withoutBusinessRow(connection, scope));
    List<Found> all = new ArrayList<>(causes.found());
    if (!causes.allJobs()) {
      // Its job may be one of those that were not looked at.
      all.removeIf(each -> each.cause() == GapCause.NO_JOB || each.cause() == GapCause.NOT_LOADED);
    }
    gone.ifPresent(others -> all.addAll(others.found()));
    all.sort(Comparator.comparingLong(Found::rows).reversed());
    boolean complete =
        causes.allJobs() && causes.allRows() && gone.filter(Causes::allRows).isPresent();
    return new GapExplanation(scope, groups(all), complete);
  }

  /// Empty when the server ended the statement because it took too long.
  private <T> Optional<T> within(Duration patience, Function<Connection, T> work) {
    try {
      return Optional.of(
          database.inTransaction(
              tx -> {
                Connection connection = PgTx.of(tx);
                Sql.on(
                        connection,
                        "SET TRANSACTION READ ONLY; SET LOCAL jit = off; SET LOCAL"
                            + " statement_timeout = "
                            + Math.max(1, patience.toMillis()))
                    .run();
                return work.apply(connection);
              }));
    } catch (DatabaseTrouble trouble) {
      if (CANCELLED.equals(trouble.sqlState())) {
        return Optional.empty();
      }
      throw trouble;
    }
  }

  private static Causes causes(Connection connection, GapExplanation.Scope scope, Bounds bounds) {
    Map<String, Object> parameters =
        Map.of(
            "tenant",
            Math.toIntExact(scope.tenant()),
            "integration",
            Math.toIntExact(scope.integration()),
            "entity",
            scope.entity().word(),
            "most",
            bounds.rows(),
            "jobs",
            bounds.jobs());
    try (PreparedStatement statement = CAUSES.prepare(connection, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<Found> found = new ArrayList<>();
      boolean allRows = true;
      boolean allJobs = true;
      while (rows.next()) {
        allRows = rows.getLong("looked") < bounds.rows();
        allJobs = rows.getLong("jobs") < bounds.jobs();
        String cause = rows.getString("cause");
        if (cause != null) {
          found.add(
              new Found(
                  GapCause.of(cause),
                  rows.getString("code"),
                  rows.getString("pattern"),
                  Objects.requireNonNullElse(rows.getString("remedy"), ""),
                  rows.getLong("found"),
                  rows.getLong("example"),
                  Sql.number(rows, "job")));
        }
      }
      return new Causes(found, allRows, allJobs);
    } catch (SQLException e) {
      throw new DatabaseTrouble("looking for the causes of a gap", e);
    }
  }

  /// Rows that are marked as loaded while their business row is not there. Compares all of them, as
  /// the reconciliation does.
  private static Causes withoutBusinessRow(Connection connection, GapExplanation.Scope scope) {
    String table = PgReconciliation.TABLES.get(scope.entity());
    if (table == null) {
      return new Causes(List.of(), true, true);
    }
    String hasRow =
        scope.entity() == EntityType.JIRA_STATUSES
            ? " AND NOT jsonb_exists(r.raw_data, 'statuses')"
            : "";
    return Sql.on(
            connection,
            """
            WITH gone AS MATERIALIZED (
              SELECT r.id, r.external_id, r.last_seen_job FROM raw_extraction_data r
              WHERE r.tenant_id = ? AND r.integration_id = ? AND r.entity_type = ?
                AND r.processing_status IN ('loaded', 'completed')%s
                AND NOT EXISTS (SELECT FROM %s b WHERE b.tenant_id = r.tenant_id
                  AND b.integration_id = r.integration_id AND b.external_id = r.external_id)
              LIMIT ?
            )
            SELECT count(*), min(g.id), (SELECT count(*) FROM gone) FROM gone g
            WHERE NOT EXISTS (
              SELECT FROM (SELECT * FROM raw_extraction_data o WHERE o.external_id = g.external_id OFFSET 0) v
              WHERE v.tenant_id = ? AND v.integration_id = ? AND v.entity_type = ?
                AND (v.last_seen_job, v.id) > (g.last_seen_job, g.id))
            """
                .formatted(hasRow, table))
        .with(scope.tenant())
        .with(scope.integration())
        .with(scope.entity().word())
        .with(WIDE.rows())
        .with(scope.tenant())
        .with(scope.integration())
        .with(scope.entity().word())
        .one(
            row -> {
              long rows = row.getLong(1);
              Found gone =
                  new Found(GapCause.ROW_MISSING, null, null, "", rows, row.getLong(2), null);
              return new Causes(
                  rows == 0 ? List.of() : List.of(gone), row.getLong(3) < WIDE.rows(), true);
            });
  }

  private List<GapExplanation.Group> groups(List<Found> all) {
    Map<Long, RawLine> examples =
        database.withConnection(
            connection ->
                new RawRows(connection)
                    .lines(all.stream().map(Found::example).distinct().toList()).stream()
                        .collect(Collectors.toMap(RawLine::id, Function.identity())));
    List<GapExplanation.Group> groups = new ArrayList<>();
    for (Found each : all) {
      RawLine example = examples.get(each.example());
      if (example != null) {
        groups.add(
            new GapExplanation.Group(
                each.cause(),
                each.code(),
                each.problem(),
                each.remedy(),
                each.rows(),
                example,
                each.job()));
      }
    }
    return groups;
  }
}
