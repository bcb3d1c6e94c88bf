package dev.cutover.archive;

import dev.cutover.rawdata.RawQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The statement that finds the rows of a query in a snapshot, in the order of their places. Every
/// index gives its rows in that order; the one that gives the fewest is taken, and several of its
/// rows' lists are merged.
final class FrozenSql {
  private static final int MOST_LISTS = 64;
  private static final String BY_KEY =
      " AND r.place IN (SELECT place FROM record INDEXED BY record_external WHERE external_id = ?"
          + " UNION SELECT x.place FROM record w INDEXED BY record_label JOIN record x INDEXED BY"
          + " record_external ON x.external_id = w.external_id WHERE w.label = ? AND w.entity_type"
          + " = 'jira_issues' AND x.tenant_id = w.tenant_id AND x.integration_id = w.integration_id"
          + " AND x.entity_type LIKE 'jira\\_%' ESCAPE '\\')";

  private final RawQuery query;
  private final FrozenFacets facets;

  FrozenSql(RawQuery query, FrozenFacets facets) {
    this.query = query;
    this.facets = facets;
  }

  /// A part of a statement with its values.
  private static final class Part {
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    Part add(String text, Object... its) {
      sql.append(text);
      values.addAll(List.of(its));
      return this;
    }

    Part addIn(String column, Collection<?> its) {
      sql.append(" AND ")
          .append(column)
          .append(" IN (")
          .append(its.stream().map(_ -> "?").collect(Collectors.joining(", ")))
          .append(')');
      values.addAll(its);
      return this;
    }
  }

  /// @param columns of `record r`, and of `document d` when `documents`
  PreparedStatement rows(
      Connection connection, String columns, boolean documents, long from, boolean ascending)
      throws SQLException {
    Part all = new Part();
    List<Part> lists = lists();
    for (Part list : lists) {
      all.add(
          (all.sql.isEmpty() ? "SELECT" : " UNION ALL SELECT")
              + " r.place AS at, "
              + columns
              + " FROM "
              + list.sql
                  .toString()
                  .replace("{documents}", documents ? " CROSS JOIN document d ON d.id = r.id" : "")
              + " AND r.place"
              + (ascending ? " > ?" : " < ?"));
      all.values.addAll(list.values);
      all.values.add(from);
      conditions(all);
    }
    all.add(" ORDER BY at" + (ascending ? "" : " DESC"));
    return prepared(connection, all);
  }

  /// The rows between two places, which are its first and second value, with their documents.
  PreparedStatement between(Connection connection, boolean ascending) throws SQLException {
    Part all =
        new Part()
            .add(
                "SELECT r.place, coalesce(d.readable, d.body) FROM record r CROSS JOIN document d"
                    + " ON d.id = r.id WHERE r.place BETWEEN ? AND ?",
                0L,
                0L);
    if (!query.ids().isEmpty()) {
      all.add(" AND r.id IN (SELECT value FROM json_each(?))", query.ids().toString());
    }
    conditions(all);
    all.add(" ORDER BY r.place" + (ascending ? "" : " DESC"));
    return prepared(connection, all);
  }

  private static PreparedStatement prepared(Connection connection, Part all) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(all.sql.toString());
    for (int i = 0; i < all.values.size(); i++) {
      statement.setObject(i + 1, all.values.get(i));
    }
    return statement;
  }

  /// Where the rows come from: FROM with the condition that an index answers.
  private List<Part> lists() {
    if (!query.ids().isEmpty()) {
      return List.of(
          new Part()
              .add(
                  "record r{documents} WHERE r.place IN (SELECT place FROM record INDEXED BY"
                      + " record_id WHERE id IN (SELECT value FROM json_each(?)))",
                  query.ids().toString()));
    }
    if (query.externalId() != null) {
      return List.of(new Part().add("record r{documents} WHERE TRUE"));
    }
    Map<FrozenFacets.Pair, Long> pairs = facets.pairs(query);
    long byPairs = pairs.values().stream().mapToLong(Long::longValue).sum();
    boolean narrow = query.tenant() != null || !query.entities().isEmpty();
    if (!query.states().isEmpty() && (!narrow || facets.inStates(query) < byPairs)) {
      return query.states().stream()
          .map(
              state ->
                  new Part()
                      .add(
                          "record r INDEXED BY record_state{documents} WHERE r.processing_status ="
                              + " ?",
                          state))
          .toList();
    }
    if (narrow && pairs.size() <= MOST_LISTS) {
      return pairs.isEmpty()
          ? List.of(new Part().add("record r{documents} WHERE FALSE"))
          : pairs.keySet().stream()
              .map(
                  pair ->
                      new Part()
                          .add(
                              "record r INDEXED BY record_entity{documents} WHERE r.tenant_id = ?"
                                  + " AND r.entity_type = ?",
                              pair.tenant(),
                              pair.entity()))
              .toList();
    }
    return List.of(new Part().add("record r NOT INDEXED{documents} WHERE TRUE"));
  }

  /// What is tried on each row.
  private void conditions(Part part) {
    String external = query.externalId();
    if (external != null) {
      part.add(BY_KEY, external, external);
    }
    if (query.tenant() != null) {
      part.add(" AND +r.tenant_id = ?", query.tenant().value());
    }
    if (query.integration() != null) {
      part.add(" AND r.integration_id = ?", query.integration().value());
    }
    if (!query.entities().isEmpty()) {
      part.addIn("+r.entity_type", query.entities());
    }
    if (!query.states().isEmpty()) {
      part.addIn("+r.processing_status", query.states());
    }
    if (query.from() != null) {
      part.add(" AND r.created_at >= ?", RowDigest.micros(query.from()));
    }
    if (query.to() != null) {
      part.add(" AND r.created_at < ?", RowDigest.micros(query.to()));
    }
  }
}
