package dev.cutover.database;

import dev.cutover.rawdata.RawCursor;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawStatus;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds the keys of the rows of a query in their order, slice by slice: an index gives the next
/// rows, the remaining conditions are tried on them, until enough were found or the time is over.
/// However far from the beginning it starts, a slice costs the same.
final class RawWalk {
  /// Rows of rare states that are sorted rather than looked for in the order of time.
  private static final int FEW = 20_000;

  /// Entities of tenants that are merged in the order of time; beyond, the order over everything is
  /// walked.
  private static final int MOST_PAIRS = 64;

  private static final int FIRST_SLICE = 250;
  private static final int LARGEST_SLICE = 20_000;
  private static final long GOOD_SLICE_NANOS = 250_000_000;

  private final Connection connection;
  private final RawQuery query;
  private final RawFilterSql filter;
  private final boolean descending;
  private final Origin origin;
  private final boolean tries;

  /// Where a slice comes from.
  private sealed interface Origin {
    record ById() implements Origin {}

    record ByState() implements Origin {}

    record ByPairs(List<Long> tenants, List<String> entities) implements Origin {}

    record ByTime() implements Origin {}
  }

  /// @param hits keys found, in the order of the walk
  /// @param last key of the last row looked at, null when there was none
  /// @param ended true when there is no row behind the last one
  record Found(
      List<RawCursor.Key> hits, long looked, RawCursor.@Nullable Key last, boolean ended) {}

  private record Step(RawCursor.Key key, boolean hit) {}

  RawWalk(Connection connection, RawQuery query, boolean forward) {
    this.connection = connection;
    this.query = query;
    this.filter = RawFilterSql.of(connection, query);
    this.descending = query.newestFirst() == forward;
    this.origin = origin();
    this.tries =
        !filter.rest("k").isEmpty()
            || (origin instanceof Origin.ByTime && !query.entities().isEmpty());
  }

  private Origin origin() {
    if (filter.isById()) {
      return new Origin.ById();
    }
    if (!query.states().isEmpty() && isRareState()) {
      return new Origin.ByState();
    }
    if (query.tenant() == null && query.entities().isEmpty()) {
      return new Origin.ByTime();
    }
    List<Long> tenants = new ArrayList<>();
    List<String> entities = new ArrayList<>();
    RawPairs.of(connection, query.tenant())
        .forEach(
            pair -> {
              if (query.entities().isEmpty() || query.entities().contains(pair.entity())) {
                tenants.add(pair.tenant());
                entities.add(pair.entity());
              }
            });
    return tenants.size() <= MOST_PAIRS
        ? new Origin.ByPairs(tenants, entities)
        : new Origin.ByTime();
  }

  private boolean isRareState() {
    return new SqlPart()
            .addTexts(
                "SELECT count(*) FROM (SELECT 1 FROM raw_extraction_data WHERE processing_status ="
                    + " ANY (?)"
                    + unmarked("processing_status"),
                query.states())
            .add(" LIMIT ?) few", FEW + 1L)
            .on(connection)
            .one(row -> row.getLong(1))
        <= FEW;
  }

  /// Rows that another program wrote without a state wait, too.
  private String unmarked(String column) {
    return query.states().contains(RawStatus.PENDING.word()) ? " OR " + column + " IS NULL" : "";
  }

  /// @param deadline by [System#nanoTime]
  Found find(RawCursor.@Nullable Key from, int wanted, long deadline) {
    List<RawCursor.Key> hits = new ArrayList<>();
    RawCursor.Key last = from;
    long looked = 0;
    int size = tries ? FIRST_SLICE : wanted;
    while (true) {
      long begun = System.nanoTime();
      List<Step> slice = slice(last, size);
      looked += slice.size();
      for (Step step : slice) {
        last = step.key();
        if (step.hit()) {
          hits.add(step.key());
          if (hits.size() == wanted) {
            return new Found(hits, looked, last, false);
          }
        }
      }
      if (slice.size() < size) {
        return new Found(hits, looked, last, true);
      }
      long now = System.nanoTime();
      if (now - deadline >= 0 || Thread.currentThread().isInterrupted()) {
        return new Found(hits, looked, last, false);
      }
      size = next(size, now - begun);
    }
  }

  /// Larger while slices are quick, smaller when documents are long.
  private static int next(int size, long nanos) {
    long fitting = size * GOOD_SLICE_NANOS / Math.max(1, nanos);
    return Math.clamp(Math.min(fitting, size * 4L), 20, LARGEST_SLICE);
  }

  private List<Step> slice(RawCursor.@Nullable Key after, int size) {
    SqlPart part = new SqlPart().add("SELECT k.created_at, k.id, (TRUE");
    if (origin instanceof Origin.ByTime) {
      part.add(tenantAndEntities("k"));
    }
    part.add(filter.rest("k")).add(") AS hit FROM (").add(rows(after, size)).add(") k");
    return part.add(order("k"))
        .on(connection)
        .list(
            row ->
                new Step(
                    new RawCursor.Key(
                        Objects.requireNonNullElse(Sql.instant(row, "created_at"), Instant.EPOCH),
                        row.getLong("id")),
                    row.getBoolean("hit")));
  }

  private SqlPart tenantAndEntities(String row) {
    return filter.tenant(row).add(filter.entities(row));
  }

  /// The next rows in their order, whatever they are.
  private SqlPart rows(RawCursor.@Nullable Key after, int size) {
    SqlPart part = new SqlPart();
    switch (origin) {
      case Origin.ByTime() ->
          part.add("SELECT " + columns("x") + " FROM raw_extraction_data x WHERE TRUE")
              .add(filter.time("x"))
              .add(beyond("x", after));
      case Origin.ById() ->
          part.add("SELECT " + columns("x") + " FROM ")
              .add(filter.byId("x"))
              .add(" WHERE TRUE")
              .add(tenantAndEntities("x"))
              .add(filter.time("x"))
              .add(beyond("x", after));
      case Origin.ByState() ->
          part.add("SELECT " + columns("x") + " FROM (SELECT * FROM raw_extraction_data s")
              .addTexts(
                  " WHERE (s.processing_status = ANY (?)" + unmarked("s.processing_status") + ")",
                  query.states())
              .add(filter.tenant("s"))
              .add(" OFFSET 0) x WHERE TRUE")
              .add(filter.entities("x"))
              .add(filter.time("x"))
              .add(beyond("x", after));
      case Origin.ByPairs(List<Long> tenants, List<String> entities) ->
          part.addLongs("SELECT x.* FROM unnest(?::bigint[], ", tenants)
              .addTexts("?::text[]) AS p (tenant_id, entity_type)", entities)
              .add(" CROSS JOIN LATERAL (SELECT " + columns("y") + " FROM raw_extraction_data y")
              .add(" WHERE y.tenant_id = p.tenant_id::int AND y.entity_type = p.entity_type")
              .add(filter.time("y"))
              .add(beyond("y", after))
              .add(order("y"))
              .add(" LIMIT ?", size)
              .add(") x");
    }
    return part.add(order("x")).add(" LIMIT ?", size);
  }

  /// What the conditions need of a row. Documents stay where they are until a condition reads them.
  private String columns(String row) {
    String all =
        "%1$s.created_at, %1$s.id, %1$s.tenant_id, %1$s.entity_type, %1$s.integration_id,"
            + " %1$s.processing_status";
    return (query.readsDocuments() ? all + ", %1$s.raw_data" : all).formatted(row);
  }

  private SqlPart beyond(String row, RawCursor.@Nullable Key after) {
    if (after == null) {
      return new SqlPart();
    }
    String comparison = descending ? "<" : ">";
    return new SqlPart()
        .add(
            " AND (%1$s.created_at, %1$s.id) %2$s (?, ".formatted(row, comparison),
            after.extractedAt())
        .add("?)", after.id());
  }

  private String order(String row) {
    return " ORDER BY %1$s.created_at %2$s, %1$s.id %2$s"
        .formatted(row, descending ? "DESC" : "ASC");
  }
}
