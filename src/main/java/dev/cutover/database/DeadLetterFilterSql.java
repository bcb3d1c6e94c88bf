package dev.cutover.database;

import dev.cutover.pipeline.DeadLetterFilter;

/// A [DeadLetterFilter] as a condition over `etl_dead_letter d` with its values.
final class DeadLetterFilterSql {
  private static final String OPEN = "d.state IN ('kept', 'replaying')";

  private DeadLetterFilterSql() {}

  /// What the filter asks for.
  static SqlPart of(DeadLetterFilter filter) {
    return condition(filter, filter.states().isEmpty() ? OPEN : "TRUE");
  }

  /// Of that, what nobody has decided about.
  static SqlPart open(DeadLetterFilter filter) {
    return condition(filter, OPEN);
  }

  private static SqlPart condition(DeadLetterFilter filter, String first) {
    SqlPart part = new SqlPart().add(first);
    if (!filter.states().isEmpty()) {
      part.addTexts(" AND d.state = ANY (?)", filter.states());
    }
    if (!filter.ids().isEmpty()) {
      part.addLongs(" AND d.id = ANY (?)", filter.ids());
    }
    filter.origin().ifPresent(origin -> part.add(" AND d.place = ?", origin));
    filter.code().ifPresent(code -> part.add(" AND d.code = ?", code));
    filter.cause().ifPresent(cause -> part.add(" AND d.cause = ?", cause));
    filter.tenant().ifPresent(tenant -> part.add(" AND ").addTenant("d", tenant));
    filter.upTo().ifPresent(id -> part.add(" AND d.id <= ?", id));
    return part;
  }
}
