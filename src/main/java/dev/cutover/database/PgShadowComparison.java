package dev.cutover.database;

import dev.cutover.cutover.shadow.Comparison;
import dev.cutover.cutover.shadow.Difference;
import dev.cutover.cutover.shadow.Difference.Pair;
import dev.cutover.cutover.shadow.DifferenceGroups;
import dev.cutover.job.Progress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares the tables of two schemas row by row, in one snapshot. The database merges the two
/// streams and sends the differing rows only; here they are judged and counted one by one, so that
/// memory does not grow with the tables nor with the differences.
public final class PgShadowComparison {
  /// A merge of two streams in the order of their natural keys: no hash of a whole table, and what
  /// has to be sorted is sorted owner by owner.
  private static final String STREAMED =
      "SET LOCAL enable_hashjoin = off; SET LOCAL enable_sort = off; SET LOCAL work_mem = '64MB';"
          + " SET LOCAL jit = off; SET LOCAL statement_timeout = 0; SET LOCAL"
          + " max_parallel_workers_per_gather = 0";

  private static final int ROWS_AT_ONCE = 500;

  private final ConnectionFactory connections;

  /// @param connections with the live schema as the current one
  public PgShadowComparison(ConnectionFactory connections) {
    this.connections = connections;
  }

  /// @param schema of the shadow
  /// @throws InterruptedException when the progress says that it is not wanted any more
  public Comparison compare(String schema, Progress progress) throws InterruptedException {
    try (Connection connection = connections.open()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      Sql.on(connection, STREAMED).run();
      Comparison found = new Reading(connection, Quoting.identifier(schema)).compare(progress);
      connection.rollback();
      return found;
    } catch (SQLException e) {
      throw new DatabaseTrouble("comparing " + schema + " with the live tables", e);
    }
  }

  /// One comparison over one transaction.
  private static final class Reading {
    private final Connection connection;
    private final String live;
    private final String shadow;
    private final Map<Long, String> horizons;
    private final Map<Long, Set<String>> unmapped;
    private final @Nullable String began;
    private final List<Long> integrations;

    Reading(Connection connection, String shadow) {
      this.connection = connection;
      this.shadow = shadow;
      this.live =
          Sql.on(connection, "SELECT quote_ident(current_schema())")
              .one(row -> Objects.requireNonNull(row.getString(1)));
      ShadowFacts facts = new ShadowFacts(connection, live, shadow);
      this.integrations = facts.integrations();
      this.horizons = facts.horizons(integrations);
      this.unmapped = facts.unmapped(integrations);
      this.began = facts.began();
    }

    Comparison compare(Progress progress) throws SQLException, InterruptedException {
      DifferenceGroups groups = new DifferenceGroups();
      List<Comparison.TableCount> counts = new ArrayList<>();
      List<ComparedTable> tables = ComparedTables.all();
      for (ComparedTable table : tables) {
        if (progress.isCancelled()) {
          throw new InterruptedException("the comparison was cancelled");
        }
        progress.at(counts.size(), tables.size());
        long different = differences(table, groups, progress);
        counts.add(
            new Comparison.TableCount(
                table.word(), count(table, live), count(table, shadow), different));
      }
      progress.at(counts.size(), tables.size());
      return new Comparison(
          integrations, new ShadowFacts(connection, live, shadow).leftOut(), counts, groups.all());
    }

    private long count(ComparedTable table, String schema) {
      return Sql.on(connection, table.countSql(schema))
          .withLongs(integrations)
          .one(row -> row.getLong(1));
    }

    private long differences(ComparedTable table, DifferenceGroups groups, Progress progress)
        throws SQLException, InterruptedException {
      long different = 0;
      try (PreparedStatement statement =
          connection.prepareStatement(table.differencesSql(live, shadow))) {
        var wanted = connection.createArrayOf("bigint", integrations.toArray());
        statement.setArray(1, wanted);
        statement.setArray(2, wanted);
        statement.setFetchSize(ROWS_AT_ONCE);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            groups.take(difference(table, rows));
            different++;
            if (different % ROWS_AT_ONCE == 0 && progress.isCancelled()) {
              throw new InterruptedException("the comparison was cancelled");
            }
          }
        }
      }
      return different;
    }

    private Difference difference(ComparedTable table, ResultSet row) throws SQLException {
      boolean inLive = row.getBoolean("in_live");
      boolean inShadow = row.getBoolean("in_shadow");
      Map<String, Pair> columns = new LinkedHashMap<>();
      if (inLive && inShadow) {
        for (int i = 0; i < table.columns().size(); i++) {
          Pair pair = new Pair(row.getString("l" + i), row.getString("s" + i));
          if (!Objects.equals(pair.live(), pair.shadow())) {
            columns.put(table.columns().get(i).name(), pair);
          }
        }
      }
      long integration = row.getLong("k_integration");
      return new Difference(
          table.word(),
          key(table, row),
          inLive,
          inShadow,
          columns,
          new Difference.Facts(
              row.getString("source_time"),
              row.getString("live_source_time"),
              row.getString("live_written"),
              horizons.get(integration),
              began,
              row.getBoolean("discovered"),
              row.getBoolean("live_active"),
              row.getLong("siblings"),
              row.getBoolean("same_changes"),
              row.getString("points"),
              unmapped.getOrDefault(integration, Set.of())),
          Sql.number(row, "k_raw"));
    }

    private static String key(ComparedTable table, ResultSet row) throws SQLException {
      StringBuilder key =
          new StringBuilder()
              .append("tenant ")
              .append(row.getString("k_tenant"))
              .append(", integration ")
              .append(row.getString("k_integration"))
              .append(", ")
              .append(row.getString("k1"));
      for (int i = 0; i < table.keys().size(); i++) {
        key.append(" / ").append(row.getString("k" + (i + 2)));
      }
      return key.toString();
    }
  }

  /// The plan of a table's comparison, for tests.
  static List<String> plan(Connection connection, ComparedTable table, String live, String shadow) {
    Sql.on(connection, STREAMED).run();
    return Sql.on(connection, "EXPLAIN " + table.differencesSql(live, shadow))
        .withLongs(List.of(1L))
        .withLongs(List.of(1L))
        .list(row -> row.getString(1));
  }
}
