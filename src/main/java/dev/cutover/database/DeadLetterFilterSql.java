package dev.cutover.database;

import dev.cutover.pipeline.DeadLetterFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A [DeadLetterFilter] as a condition over `etl_dead_letter d` with its parameters.
final class DeadLetterFilterSql {
  private static final String OPEN = "d.state IN ('kept', 'replaying')";

  private final List<String> conditions = new ArrayList<>();
  private final List<Function<Sql, Sql>> parameters = new ArrayList<>();

  private DeadLetterFilterSql(DeadLetterFilter filter, boolean openOnly) {
    if (openOnly || filter.states().isEmpty()) {
      conditions.add(OPEN);
    }
    if (!filter.states().isEmpty()) {
      add("d.state = ANY (?)", sql -> sql.withTexts(filter.states()));
    }
    if (!filter.ids().isEmpty()) {
      add("d.id = ANY (?)", sql -> sql.withLongs(filter.ids()));
    }
    filter.origin().ifPresent(origin -> add("d.place = ?", sql -> sql.with(origin)));
    filter.code().ifPresent(code -> add("d.code = ?", sql -> sql.with(code)));
    filter.cause().ifPresent(cause -> add("d.cause = ?", sql -> sql.with(cause)));
    filter
        .tenant()
        .ifPresent(
            tenant ->
                add(
                    "d.tenant_id IN (SELECT t.id FROM tenants t WHERE t.name = ? OR t.id::text ="
                        + " ?)",
                    sql -> sql.with(tenant).with(tenant)));
    filter.upTo().ifPresent(id -> add("d.id <= ?", sql -> sql.with(id.longValue())));
  }

  /// What the filter asks for.
  static DeadLetterFilterSql of(DeadLetterFilter filter) {
    return new DeadLetterFilterSql(filter, false);
  }

  /// Of that, what nobody has decided about.
  static DeadLetterFilterSql open(DeadLetterFilter filter) {
    return new DeadLetterFilterSql(filter, true);
  }

  private void add(String condition, Function<Sql, Sql> parameter) {
    conditions.add(condition);
    parameters.add(parameter);
  }

  String condition() {
    return String.join(" AND ", conditions);
  }

  Sql bind(Sql sql) {
    Sql bound = sql;
    for (Function<Sql, Sql> parameter : parameters) {
      bound = parameter.apply(bound);
    }
    return bound;
  }
}
