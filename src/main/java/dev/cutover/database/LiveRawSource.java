package dev.cutover.database;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import dev.cutover.rawdata.RawCapabilities;
import dev.cutover.rawdata.RawCount;
import dev.cutover.rawdata.RawCursor;
import dev.cutover.rawdata.RawFacets;
import dev.cutover.rawdata.RawLine;
import dev.cutover.rawdata.RawPage;
import dev.cutover.rawdata.RawProvenance;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawRecord;
import dev.cutover.rawdata.RawSource;
import dev.cutover.rawdata.RawStatus;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The raw rows of the live database, read in transactions that cannot write.
public final class LiveRawSource implements RawSource {
  /// The server ends what takes longer, whatever the caller's patience is.
  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(30);

  private static final int MOST_VERSIONS = 1_000;
  private static final int COUNTED_ONE_BY_ONE = 1_000;
  private static final int HITS_AT_ONCE = 10_000;
  private static final String CANCELLED = "57014";

  private final Database database;
  private final String origin;
  private final @Nullable Connection view;

  /// @param origin what to call the database
  public LiveRawSource(Database database, String origin) {
    this.database = database;
    this.origin = origin;
    this.view = null;
  }

  /// A source that reads on one connection, in the transaction that is open there.
  private LiveRawSource(Database database, String origin, Connection view) {
    this.database = database;
    this.origin = origin;
    this.view = view;
  }

  private <T> T read(Duration statement, Function<Connection, T> work) {
    Connection open = view;
    if (open != null) {
      return inView(open, statement, work);
    }
    return database.inTransaction(
        tx -> {
          Connection connection = PgTx.of(tx);
          Sql.on(
                  connection,
                  "SET TRANSACTION READ ONLY; SET LOCAL jit = off; SET LOCAL statement_timeout = "
                      + Math.max(1, statement.toMillis()))
              .run();
          return work.apply(connection);
        });
  }

  /// A statement that takes too long ends the look, not the view.
  private static <T> T inView(Connection view, Duration statement, Function<Connection, T> work) {
    Sql.on(view, "SAVEPOINT look").run();
    Sql.on(view, "SET LOCAL statement_timeout = " + Math.max(1, statement.toMillis())).run();
    try {
      T answer = work.apply(view);
      Sql.on(view, "RELEASE SAVEPOINT look").run();
      return answer;
    } catch (DatabaseTrouble trouble) {
      Sql.on(view, "ROLLBACK TO SAVEPOINT look").run();
      throw trouble;
    }
  }

  @Override
  public <T> T inOneView(Function<RawSource, T> work) {
    return database.inTransaction(
        tx -> {
          Connection connection = PgTx.of(tx);
          Sql.on(
                  connection,
                  "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL jit = off")
              .run();
          return work.apply(new LiveRawSource(database, origin, connection));
        });
  }

  @Override
  public RawProvenance provenance() {
    return read(
        LONGEST_STATEMENT,
        connection -> {
          Map<IntegrationId, Map<String, String>> mappings = new HashMap<>();
          Sql.on(connection, "SELECT integration_id, target, field_id FROM custom_fields_mappings")
              .list(
                  row ->
                      mappings
                          .computeIfAbsent(new IntegrationId(row.getLong(1)), _ -> new HashMap<>())
                          .put(row.getString(2), row.getString(3)));
          return new RawProvenance(
              origin,
              "PostgreSQL "
                  + Sql.on(connection, "SHOW server_version").one(row -> row.getString(1)),
              schema(connection),
              mappings);
        });
  }

  private static String schema(Connection connection) {
    return Sql.on(
            connection,
            "SELECT version FROM "
                + Catalogue.HISTORY
                + " WHERE success AND version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1")
        .first(row -> row.getString(1))
        .orElse("");
  }

  @Override
  public RawCapabilities capabilities() {
    return new RawCapabilities(origin, true, true, false, null);
  }

  @Override
  public RawPage page(RawQuery query, RawCursor at, int limit, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    return read(
        LONGEST_STATEMENT,
        connection -> {
          RawWalk.Found found =
              new RawWalk(connection, query, at.forward()).find(at.key(), limit + 1, deadline);
          return page(connection, found, at, limit);
        });
  }

  private static RawPage page(Connection connection, RawWalk.Found found, RawCursor at, int limit) {
    boolean full = found.hits().size() > limit;
    List<RawCursor.Key> keys =
        new ArrayList<>(full ? found.hits().subList(0, limit) : found.hits());
    RawCursor.Key farther = full ? keys.getLast() : found.ended() ? null : found.last();
    if (!at.forward()) {
      Collections.reverse(keys);
    }
    List<RawLine> lines =
        new RawRows(connection).lines(keys.stream().map(RawCursor.Key::id).toList());
    Instant upTo = at(farther == null ? found.last() : farther);
    var searched = new RawPage.Searched(found.looked(), upTo, full || found.ended());
    return at.forward()
        ? new RawPage(
            lines, back(at, keys), farther == null ? null : RawCursor.after(farther), searched)
        : new RawPage(
            lines, farther == null ? null : RawCursor.before(farther), back(at, keys), searched);
  }

  private static @Nullable Instant at(RawCursor.@Nullable Key key) {
    return key == null ? null : key.extractedAt();
  }

  /// The way back to where the reader came from; none from the very end of the list.
  private static @Nullable RawCursor back(RawCursor at, List<RawCursor.Key> keys) {
    if (at.key() == null) {
      return null;
    }
    if (keys.isEmpty()) {
      return at.forward() ? RawCursor.last() : RawCursor.first();
    }
    return at.forward() ? RawCursor.before(keys.getFirst()) : RawCursor.after(keys.getLast());
  }

  @Override
  public List<RawRecord> records(List<Long> ids) {
    return ids.isEmpty()
        ? List.of()
        : read(LONGEST_STATEMENT, connection -> new RawRows(connection).records(ids));
  }

  @Override
  public List<RawLine> versions(RawLine line) {
    if (line.externalId() == null) {
      return List.of(line);
    }
    return read(
        LONGEST_STATEMENT,
        connection -> {
          List<Long> ids =
              Sql.on(
                      connection,
                      "SELECT v.id FROM (SELECT * FROM raw_extraction_data WHERE external_id = ?"
                          + " OFFSET 0) v WHERE v.tenant_id = ? AND v.integration_id = ? AND"
                          + " v.entity_type = ? ORDER BY v.id DESC LIMIT "
                          + MOST_VERSIONS)
                  .with(line.externalId())
                  .with(line.tenant().value())
                  .with(line.integration().value())
                  .with(line.entity())
                  .list(row -> row.getLong(1));
          return new RawRows(connection).lines(ids);
        });
  }

  @Override
  public List<RawFacets.Tenant> tenants() {
    return read(LONGEST_STATEMENT, LiveRawSource::tenants);
  }

  private static List<RawFacets.Tenant> tenants(Connection connection) {
    return Sql.on(connection, "SELECT id, name FROM tenants ORDER BY lower(name), id")
        .list(row -> new RawFacets.Tenant(new TenantId(row.getLong(1)), row.getString(2)));
  }

  @Override
  public RawFacets facets() {
    return read(
        LONGEST_STATEMENT,
        connection ->
            new RawFacets(
                tenants(connection),
                Sql.on(connection, "SELECT id, tenant_id, provider FROM integrations ORDER BY id")
                    .list(
                        row ->
                            new RawFacets.Integration(
                                new IntegrationId(row.getLong(1)),
                                new TenantId(row.getLong(2)),
                                row.getString(3))),
                entities(connection),
                states(connection)));
  }

  private static List<RawFacets.Entity> entities(Connection connection) {
    return RawPairs.of(connection, null).stream()
        .map(
            pair ->
                new RawFacets.Entity(
                    new TenantId(pair.tenant()),
                    pair.entity(),
                    quickCount(
                        connection,
                        new SqlPart()
                            .add("tenant_id = ?::int", pair.tenant())
                            .add(" AND entity_type = ?", pair.entity()))))
        .toList();
  }

  private static List<RawFacets.State> states(Connection connection) {
    return RawStatus.words().stream()
        .map(
            word ->
                new RawFacets.State(
                    word, quickCount(connection, new SqlPart().add("processing_status = ?", word))))
        .filter(state -> state.rows().rows() > 0)
        .toList();
  }

  /// A few rows are counted, many are estimated.
  private static RawCount quickCount(Connection connection, SqlPart condition) {
    long counted =
        new SqlPart()
            .add("SELECT count(*) FROM (SELECT 1 FROM raw_extraction_data WHERE ")
            .add(condition)
            .add(" LIMIT ?) few", COUNTED_ONE_BY_ONE + 1L)
            .on(connection)
            .one(row -> row.getLong(1));
    return counted <= COUNTED_ONE_BY_ONE
        ? RawCount.exactly(counted)
        : RawCount.about(
            Math.max(
                counted,
                estimate(
                    connection,
                    new SqlPart().add(" FROM raw_extraction_data WHERE ").add(condition))));
  }

  /// Rows that the planner expects.
  private static long estimate(Connection connection, SqlPart from) {
    String plan =
        new SqlPart()
            .add("EXPLAIN (FORMAT JSON) SELECT 1")
            .add(from)
            .on(connection)
            .one(row -> row.getString(1));
    return Json.MAPPER.readTree(plan).path(0).path("Plan").path("Plan Rows").asLong();
  }

  @Override
  public RawCount count(RawQuery query, Duration patience) {
    if (query.readsDocuments()) {
      return read(LONGEST_STATEMENT, connection -> countByWalking(connection, query, patience));
    }
    try {
      return read(
          patience,
          connection ->
              RawCount.exactly(
                  new SqlPart()
                      .add("SELECT count(*)")
                      .add(RawFilterSql.of(connection, query).from("r"))
                      .on(connection)
                      .one(row -> row.getLong(1))));
    } catch (DatabaseTrouble trouble) {
      if (!CANCELLED.equals(trouble.sqlState())) {
        throw trouble;
      }
      return read(
          LONGEST_STATEMENT,
          connection ->
              RawCount.about(estimate(connection, RawFilterSql.of(connection, query).from("r"))));
    }
  }

  private static RawCount countByWalking(Connection connection, RawQuery query, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    RawWalk walk = new RawWalk(connection, query, true);
    long hits = 0;
    RawCursor.Key from = null;
    while (true) {
      RawWalk.Found found = walk.find(from, HITS_AT_ONCE, deadline);
      hits += found.hits().size();
      if (found.ended()) {
        return RawCount.exactly(hits);
      }
      if (found.hits().size() < HITS_AT_ONCE || System.nanoTime() - deadline >= 0) {
        return RawCount.atLeast(hits);
      }
      from = found.last();
    }
  }
}
