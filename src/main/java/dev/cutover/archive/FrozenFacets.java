package dev.cutover.archive;

import dev.cutover.job.IntegrationId;
import dev.cutover.job.TenantId;
import dev.cutover.rawdata.RawCount;
import dev.cutover.rawdata.RawFacets;
import dev.cutover.rawdata.RawQuery;
import dev.cutover.rawdata.RawStatus;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How many rows of which tenant, entity and state a snapshot has, as they were counted when it was
/// made.
///
/// @param groups in the order of tenant, entity, state
record FrozenFacets(
    List<RawFacets.Tenant> tenants, List<RawFacets.Integration> integrations, List<Group> groups) {

  /// More than any snapshot has, and their sum is a number still.
  private static final long MOST_ROWS = 1L << 40;

  record Group(long tenant, String entity, String state, long rows) {}

  record Pair(long tenant, String entity) {}

  static FrozenFacets of(Connection connection) throws SQLException {
    try {
      return read(connection);
    } catch (IllegalArgumentException e) {
      throw new DamagedRow(e);
    }
  }

  private static FrozenFacets read(Connection connection) throws SQLException {
    List<RawFacets.Tenant> tenants = new ArrayList<>();
    List<RawFacets.Integration> integrations = new ArrayList<>();
    List<Group> groups = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row =
          statement.executeQuery("SELECT id, name FROM tenant ORDER BY lower(name), id")) {
        while (row.next()) {
          tenants.add(
              new RawFacets.Tenant(new TenantId(row.getLong(1)), String.valueOf(row.getString(2))));
        }
      }
      try (ResultSet row =
          statement.executeQuery("SELECT id, tenant_id, provider FROM integration ORDER BY id")) {
        while (row.next()) {
          integrations.add(
              new RawFacets.Integration(
                  new IntegrationId(row.getLong(1)),
                  new TenantId(row.getLong(2)),
                  String.valueOf(row.getString(3))));
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "SELECT tenant_id, entity_type, processing_status, rows FROM facet ORDER BY 1, 2,"
                  + " 3")) {
        while (row.next()) {
          groups.add(group(row));
        }
      }
    }
    return new FrozenFacets(tenants, integrations, groups);
  }

  private static Group group(ResultSet row) throws SQLException {
    long rows = row.getLong(4);
    if (rows < 0 || rows > MOST_ROWS) {
      throw new IllegalArgumentException(rows + " is no count of rows");
    }
    return new Group(
        new TenantId(row.getLong(1)).value(),
        String.valueOf(row.getString(2)),
        String.valueOf(row.getString(3)),
        rows);
  }

  static FrozenFacets none() {
    return new FrozenFacets(List.of(), List.of(), List.of());
  }

  /// Rows of these tenants and entities, whatever their state.
  Map<Pair, Long> pairs(RawQuery query) {
    Map<Pair, Long> pairs = new LinkedHashMap<>();
    for (Group group : groups) {
      if ((query.tenant() == null || query.tenant().value() == group.tenant())
          && (query.entities().isEmpty() || query.entities().contains(group.entity()))) {
        pairs.merge(new Pair(group.tenant(), group.entity()), group.rows(), Long::sum);
      }
    }
    return pairs;
  }

  /// Rows in these states.
  long inStates(RawQuery query) {
    return groups.stream()
        .filter(group -> query.states().contains(group.state()))
        .mapToLong(Group::rows)
        .sum();
  }

  RawFacets facets() {
    List<RawFacets.Entity> entities = new ArrayList<>();
    pairs(RawQuery.EVERYTHING)
        .forEach(
            (pair, rows) ->
                entities.add(
                    new RawFacets.Entity(
                        new TenantId(pair.tenant()), pair.entity(), RawCount.exactly(rows))));
    Map<String, Long> byState = new LinkedHashMap<>();
    RawStatus.words().forEach(word -> byState.put(word, 0L));
    groups.forEach(group -> byState.merge(group.state(), group.rows(), Long::sum));
    List<RawFacets.State> states = new ArrayList<>();
    byState.forEach(
        (state, rows) -> {
          if (rows > 0) {
            states.add(new RawFacets.State(state, RawCount.exactly(rows)));
          }
        });
    return new RawFacets(tenants, integrations, entities, states);
  }
}
